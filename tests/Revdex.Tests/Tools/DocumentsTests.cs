using System.IO.Compression;
using Revdex.Tests.Extraction;
using Revdex.Tests.Extraction.Documents.Pdf;

namespace Revdex.Tests.Tools;

/// <summary>Documents that are no text, asked as any file is: every answer is of the same text, and follows the file.</summary>
public sealed class DocumentsTests : IAsyncLifetime
{
    private readonly AskedRepository _asked = new();

    public Task InitializeAsync()
    {
        _asked.Git.Write("src/shop.py", "class Order:\n    def total(self): pass\n");
        _asked.Git.Write("docs/plan.docx", Document("Deliveries", "The parcel waits for `Order.total`."));
        _asked.Git.Write("docs/notes.rst", "Notes\n=====\n\nSee :class:`Order`.\n");
        _asked.Git.Commit();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _asked.DisposeAsync();

    [Fact]
    public async Task Answers_are_of_one_text()
    {
        var section = (await _asked.AnswerAsync("outline", """{"path": "docs/plan.docx"}""")).GetProperty("results")[0];
        Assert.Equal("Deliveries", section.GetProperty("name").GetString());
        var source = (await _asked.AnswerAsync("source", """{"name": "Deliveries"}""")).GetProperty("results")[0];
        Assert.Equal("# Deliveries\n\nThe parcel waits for `Order.total`.\n", source.GetProperty("text").GetString());
        Assert.Equal("docs/plan.docx", (await _asked.AnswerAsync("search", """{"query": "parcel"}""")).GetProperty("results")[0].GetProperty("path").GetString());
        Assert.Equal(["docs/plan.docx:3"], (await _asked.AnswerAsync("search", """{"query": "parcel waits", "mode": "regex"}""")).Places());
        Assert.Equal(["docs/notes.rst:4", "docs/plan.docx:3"], (await _asked.AnswerAsync("references", """{"name": "Order"}""")).Places().Order());
    }

    [Fact]
    public async Task A_pdf_is_asked_as_others_are_and_tells_pages()
    {
        var page = "BT /F1 20 Tf 72 700 Td (Returns) Tj /F1 10 Tf 0 -30 Td (What comes back is counted by ) Tj /F2 10 Tf (Order.total) Tj /F1 10 Tf (, and kept on a shelf until it is asked for.) Tj ET";
        _asked.Git.Write("docs/returns.pdf", PdfSketch.OfPages("", "BT /F1 10 Tf 72 700 Td (An empty page, but for this line of text, which is long enough.) Tj ET", page).ToBytesPacked());
        _asked.Git.Commit();
        var section = (await _asked.AnswerAsync("outline", """{"path": "docs/returns.pdf"}""")).GetProperty("results")[0];
        Assert.Equal(("Returns", "# Returns (page 2)"), (section.GetProperty("name").GetString(), section.GetProperty("signature").GetString()));
        Assert.Contains("docs/returns.pdf:9", (await _asked.AnswerAsync("references", """{"name": "total"}""")).Places());
        Assert.Equal(["docs/returns.pdf:9"], (await _asked.AnswerAsync("search", """{"query": "shelf", "mode": "regex", "in": "docs"}""")).Places());
        Assert.Equal(0, (await _asked.AnswerAsync("search", """{"query": "shelf", "mode": "regex", "in": "code"}""")).Total());
        var error = await Assert.ThrowsAsync<RevdexException>(() => _asked.AnswerAsync("history", """{"mode": "blame", "name": "docs/returns.pdf"}"""));
        Assert.Contains("a document whose lines git does not know", error.Message);
    }

    /// <summary>What is large about documents is pictures.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_document_is_read_wherever_it_is(bool isCommitted)
    {
        _asked.Git.Write("docs/photos.docx", WithPicture(Document("Photographs", "All of `Order`."), 5_000_000));
        _asked.Git.Write("docs/scans.docx", WithPicture(Document("Scans", "Too many."), 34_000_000));
        if (isCommitted)
        {
            _asked.Git.Commit();
        }

        Assert.Equal(1, (await _asked.AnswerAsync("find", """{"name": "Photographs", "match": "exact"}""")).Total());
        Assert.Equal(0, (await _asked.AnswerAsync("find", """{"name": "Scans", "match": "exact"}""")).Total());
        Assert.Contains("docs/photos.docx:3", (await _asked.AnswerAsync("references", """{"name": "Order"}""")).Places());
        var source = (await _asked.AnswerAsync("source", """{"name": "Photographs"}""")).GetProperty("results")[0];
        Assert.Equal("# Photographs\n\nAll of `Order`.\n", source.GetProperty("text").GetString());
    }

    private static byte[] WithPicture(byte[] document, int bytes)
    {
        using var whole = new MemoryStream();
        whole.Write(document);
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Update, leaveOpen: true))
        {
            var picture = new byte[bytes];
            new Random(1).NextBytes(picture);
            using var to = zip.CreateEntry("word/media/image1.jpeg", CompressionLevel.NoCompression).Open();
            to.Write(picture);
        }

        return whole.ToArray();
    }

    [Fact]
    public async Task An_edit_of_a_document_is_seen_at_once()
    {
        Assert.Equal(1, (await _asked.AnswerAsync("find", """{"name": "Deliveries", "match": "exact"}""")).Total());
        _asked.Git.Write("docs/plan.docx", Document("Returns", "Nothing."));
        Assert.Equal(0, (await _asked.AnswerAsync("find", """{"name": "Deliveries", "match": "exact"}""")).Total());
        Assert.Equal("docs/plan.docx:1", Assert.Single((await _asked.AnswerAsync("find", """{"name": "Returns", "match": "exact"}""")).Places()));
        _asked.Git.Write("docs/plan.docx", "no zip"u8.ToArray());
        Assert.Equal(0, (await _asked.AnswerAsync("find", """{"name": "Returns", "match": "exact"}""")).Total());
    }

    [Fact]
    public async Task Git_knows_no_lines_of_it()
    {
        var error = await Assert.ThrowsAsync<RevdexException>(() => _asked.AnswerAsync("history", """{"mode": "blame", "name": "docs/plan.docx"}"""));
        Assert.Equal("'docs/plan.docx' is a document whose lines git does not know: ask for the history of its path", error.Message);
        Assert.Equal(1, (await _asked.AnswerAsync("history", """{"path": "docs/plan.docx"}""")).Total());
    }

    private static byte[] Document(string title, string text) => GoldenSamples.Zip(
        $"=== word/document.xml\n<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>");
}
