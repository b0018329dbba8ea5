using Revdex.Tests.Extraction;

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
