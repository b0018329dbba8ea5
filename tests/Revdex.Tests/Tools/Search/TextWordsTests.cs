using Revdex.Facts;
using Revdex.Git;
using Revdex.Query;
using Revdex.Query.Tools.Search;

namespace Revdex.Tests.Tools.Search;

public sealed class TextWordsTests
{
    /// <summary>A log of some megabytes that lies in a working tree must not be read at each question.</summary>
    [Fact]
    public void What_is_too_large_is_read_once()
    {
        var (large, small) = (Oid.OfBlob("a log"u8, ObjectFormat.Sha1), Oid.OfBlob("a note"u8, ObjectFormat.Sha1));
        var view = View.Empty(LanguageDetection.ByName(Revdex.Extraction.LanguageSet.Default)).With([new FileChange("all.log"u8.ToArray(), large, GitMode.Regular), new FileChange("note.txt"u8.ToArray(), small, GitMode.Regular)]);
        var reads = new List<int>();
        using var state = QueryState.Of(view, [], [], new ViewInfo(new string('0', 40), true, null, true, ""), null, (_, file, _) =>
        {
            reads.Add(file);
            return Text(view.Oid(file) == large ? Limits.BlobSizeMaxBytes + 1 : 9);
        });
        var words = new TextWords();
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(words.Of(state, view.Find("all.log"u8)));
            Assert.False(TextWords.TryRead(state, view.Find("all.log"u8), out _));
            Assert.True(TextWords.TryRead(state, view.Find("note.txt"u8), out _));
        }

        Assert.Single(reads, file => file == view.Find("all.log"u8));
    }

    private static byte[] Text(int length)
    {
        var text = new byte[length];
        Array.Fill(text, (byte)'a');
        return text;
    }
}
