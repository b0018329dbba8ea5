using System.Text;
using Revdex.Git;
using Revdex.Indexing.Compilers;
using Revdex.Scip;

namespace Revdex.Tests.Scip;

/// <summary>A SCIP index made by hand, as indexers write it.</summary>
/// <param name="root">Of the project, a URL.</param>
internal sealed class ScipSketch(string tool = "scip-typescript", string root = "file:///elsewhere/app")
{
    private readonly List<(string Path, byte[] Content, byte[] Message)> _documents = [];

    /// <summary>A symbol of the project itself: <c>Sketch.Own("`a.ts`/Box#")</c>.</summary>
    public static string Own(string descriptors) => $"scip-typescript npm app 1.0.0 src/{descriptors}";

    /// <summary>Columns are written as the encoding counts them, the encoding itself only where it is given.</summary>
    /// <param name="words">Line from 1, the word there (<c>word/2</c>: the second one of the line), and its symbol, which <c>def </c> before it defines there.</param>
    public ScipSketch Add(string path, string content, PositionEncoding encoding, params (int Line, string Word, string Symbol)[] words)
    {
        var lines = content.Split('\n');
        byte[][] occurrences = [.. words.Select(w => Occurrence(Range(lines[w.Line - 1], w.Line, w.Word, encoding), w.Symbol))];
        return Add(path, content, encoding, occurrences);
    }

    public ScipSketch Add(string path, string content, params (int Line, string Word, string Symbol)[] words) => Add(path, content, PositionEncoding.Unspecified, words);

    /// <summary>With occurrences as their messages.</summary>
    public ScipSketch Add(string path, string content, PositionEncoding encoding, byte[][] occurrences)
    {
        var message = new List<byte>();
        message.AddRange(Field(1, Encoding.UTF8.GetBytes(path)));
        Array.ForEach(occurrences, o => message.AddRange(Field(2, o)));
        message.AddRange(encoding == PositionEncoding.Unspecified ? [] : [(6 << 3) | 0, (byte)encoding]);
        _documents.Add((path, Encoding.UTF8.GetBytes(content), [.. message]));
        return this;
    }

    public static byte[] Occurrence(int[] range, string symbol)
    {
        var isDefinition = symbol.StartsWith("def ", StringComparison.Ordinal);
        return [.. Field(1, [.. range.SelectMany(n => Varint((ulong)n))]), .. Symbol(symbol), .. isDefinition ? [3 << 3, 1] : Array.Empty<byte>()];
    }

    public static byte[] Symbol(string symbol) => Field(2, Encoding.UTF8.GetBytes(symbol.StartsWith("def ", StringComparison.Ordinal) ? symbol[4..] : symbol));

    public static byte[] Field(int number, byte[] bytes) => [.. Varint(((ulong)number << 3) | 2), .. Varint((ulong)bytes.Length), .. bytes];

    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    public byte[] ToBytes()
    {
        byte[] metadata = [.. Field(2, Field(1, Encoding.UTF8.GetBytes(tool))), .. Field(3, Encoding.UTF8.GetBytes(root))];
        return [.. Field(1, metadata), .. _documents.SelectMany(d => Field(2, d.Message))];
    }

    /// <summary>The part that comes of it where the documents are of the contents that they were added with.</summary>
    public byte[] ToPart()
    {
        var (builder, index) = (new ScipPartBuilder(), ScipIndex.Read(ToBytes()));
        for (var i = 0; i < index.Count; i++)
        {
            builder.NotePackages(ScipDocument.Read(index[i]));
        }

        for (var i = 0; i < index.Count; i++)
        {
            var document = ScipDocument.Read(index[i]);
            var content = _documents[i].Content;
            var encoding = document.Encoding == PositionEncoding.Unspecified ? index.DefaultEncoding : document.Encoding;
            Assert.True(builder.TryAdd(document.Path.ToArray(), Oid.OfBlob(content, ObjectFormat.Sha1), content, document, encoding), $"{_documents[i].Path} was refused");
        }

        using var to = new MemoryStream();
        builder.Write(to);
        return to.ToArray();
    }

    private static int[] Range(string line, int number, string word, PositionEncoding encoding)
    {
        var (text, nth) = word.Split('/') is [var name, var count] ? (name, int.Parse(count)) : (word, 1);
        var at = -1;
        for (; nth > 0; nth--)
        {
            at = line.IndexOf(text, at + 1, StringComparison.Ordinal);
            Assert.True(at >= 0, $"line {number} has no {word}");
        }

        return [number - 1, Units(line[..at]), Units(line[..(at + text.Length)])];

        int Units(string before) => encoding switch
        {
            PositionEncoding.Utf8 => Encoding.UTF8.GetByteCount(before),
            PositionEncoding.Utf32 => before.EnumerateRunes().Count(),
            _ => before.Length,
        };
    }
}
