using System.Text;
using Revdex.Extraction;
using Revdex.Extraction.Documents;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Tests.Extraction.Documents;

/// <summary>What ordinary documents become stands in the golden files; here is what hostile and damaged ones do.</summary>
public sealed class DocumentTextTests
{
    private const string Body = "<w:document xmlns:w=\"w\"><w:body>{0}</w:body></w:document>";

    public static TheoryData<string> MadeForms() => [.. LanguageSet.Default.All.Where(l => DocumentText.IsMade(l.Form)).Select(l => l.Id)];

    [Theory]
    [MemberData(nameof(MadeForms))]
    public void What_cannot_be_read_is_skipped_and_said(string languageId)
    {
        var language = LanguageSet.Default.ById(languageId)!; // From the data.
        byte[][] contents = [[], "not what it says"u8.ToArray(), GoldenSamples.Zip("=== other.xml\n<a/>"), [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]];
        using var extractor = new Extractor();
        foreach (var content in contents)
        {
            Assert.Equal(SkipReason.Unreadable, extractor.Extract(Oid.OfBlob(content, ObjectFormat.Sha1), language, content).Skip);
        }
    }

    [Theory]
    [MemberData(nameof(MadeForms))]
    public void Damage_is_met_without_an_exception(string languageId)
    {
        var language = LanguageSet.Default.ById(languageId)!; // From the data.
        var sample = GoldenSamples.Read(GoldenSamples.Paths(languageId).First());
        var random = new Random(3);
        var readable = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = (byte[])sample.Clone();
            for (var bytes = random.Next(1, 4); bytes > 0; bytes--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            readable += DocumentText.Of(language.Form, i % 4 == 0 ? damaged.AsMemory(0, random.Next(damaged.Length)) : damaged) is null ? 0 : 1;
        }

        Assert.InRange(readable, 1, 1_999);
    }

    [Fact]
    public void A_document_that_unpacks_to_too_much_is_not_read()
    {
        var bomb = GoldenSamples.Zip($"=== word/document.xml\n{string.Format(null, Body, new string(' ', 70_000_000))}");
        Assert.InRange(bomb.Length, 1, 1_000_000);
        Assert.Null(DocumentText.Of(DocumentForm.Word, bomb));
    }

    [Theory]
    [InlineData("<c>{0}</c>", "<t>a</t>", "")]
    [InlineData("<c t=\"s\"><v>0</v></c>", "<t>a</t>", "{0}")]
    public void A_cell_of_many_small_texts_is_read(string cells, string part, string shared)
    {
        var parts = string.Concat(Enumerable.Repeat(part, 1_000_000));
        Assert.InRange(DocumentText.Of(DocumentForm.Sheets, Workbook(string.Format(null, cells, parts), string.Format(null, shared, parts)))!.Value.Length, 1_000_000, Limits.BlobSizeMaxBytes);
    }

    [Fact]
    public void A_long_text_that_is_shown_again_and_again_is_not_written_out()
    {
        var cells = string.Concat(Enumerable.Repeat("<c t=\"s\"><v>0</v></c>", 200_000));
        Assert.InRange(DocumentText.Of(DocumentForm.Sheets, Workbook(cells, $"<t>{new string('a', 1_000_000)}</t>"))!.Value.Length, 0, Limits.BlobSizeMaxBytes);
    }

    [Fact]
    public void A_fence_is_longer_than_any_in_the_code()
    {
        Assert.Equal("````python\na = '```'\n````\n", Notebook("a = '```'"));
        Assert.True(Notebook(new string('`', 1_000_000)).Length is < 100 or > 3_000_000);
    }

    private static string Notebook(string code) =>
        Encoding.UTF8.GetString(DocumentText.Of(DocumentForm.Notebook, Encoding.UTF8.GetBytes($"{{\"cells\":[{{\"cell_type\":\"code\",\"source\":\"{code}\"}}]}}"))!.Value.Span);

    private static byte[] Workbook(string cells, string shared) => GoldenSamples.Zip(
        "=== xl/workbook.xml\n<w xmlns:r=\"r\"><sheet name=\"s\" r:id=\"1\"/></w>\n"
        + "=== xl/_rels/workbook.xml.rels\n<R><Relationship Id=\"1\" Target=\"s.xml\"/></R>\n"
        + $"=== xl/s.xml\n<s><row>{cells}</row></s>\n=== xl/sharedStrings.xml\n<s><si>{shared}</si></s>");

    [Fact]
    public void Entities_are_not_expanded()
    {
        var text = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + string.Format(null, Body, "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>");
        Assert.Null(DocumentText.Of(DocumentForm.Word, GoldenSamples.Zip($"=== word/document.xml\n{text}")));
    }

    [Fact]
    public void What_is_longer_than_the_largest_blob_is_cut()
    {
        var paragraphs = string.Concat(Enumerable.Repeat($"<w:p><w:r><w:t>{new string('x', 1_000)}</w:t></w:r></w:p>", 3_000));
        var text = DocumentText.Of(DocumentForm.Word, GoldenSamples.Zip($"=== word/document.xml\n{string.Format(null, Body, paragraphs)}"))!.Value;
        Assert.InRange(text.Length, Limits.BlobSizeMaxBytes - 2_000, Limits.BlobSizeMaxBytes);
    }

    /// <summary>Whatever the text, the parser is shown as many bytes, and line breaks where they are.</summary>
    [Fact]
    public void AsciiDoc_keeps_its_places()
    {
        var random = new Random(11);
        var buffer = Array.Empty<byte>();
        for (var i = 0; i < 2_000; i++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => "=-.+/*_#~^[`` \r\n\nab"[random.Next(19)])));
            var masked = AsciiDocMask.Apply(text, ref buffer);
            Assert.Equal(text.Length, masked.Length);
            for (var at = 0; at < text.Length; at++)
            {
                Assert.True(text[at] == masked[at] || "#` 'x-="u8.Contains(masked[at]));
                Assert.Equal(text[at] == (byte)'\n', masked[at] == (byte)'\n');
            }
        }
    }
}
