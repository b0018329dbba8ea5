using System.Text.Json;
using System.Text.Json.Nodes;
using Revdex.Extraction.Documents;
using Revdex.Tests.Npm;

namespace Revdex.Tests.Extraction.Documents.Pdf;

/// <summary>PDFs that others make, of texts of our own: npm's pdfkit, encrypted in each of its ways too, and pdf-lib.</summary>
public sealed class PdfMakersTests(NpmFixture npm) : IClassFixture<NpmFixture>
{
    [Fact]
    public async Task Every_word_is_read_in_its_order()
    {
        var blocks = Blocks();
        var input = new JsonObject { ["blocks"] = new JsonArray([.. blocks.Select(b => (JsonNode)new JsonObject { ["text"] = b.Text, ["heading"] = b.IsHeading, ["code"] = b.IsCode })]) };
        var files = JsonSerializer.Deserialize<Dictionary<string, string>>(await npm.RunScriptAsync("pdfs.mjs", input.ToJsonString()))!;
        Assert.Equal(14, files.Count);
        string[] words = [.. blocks.SelectMany(b => Words(b.Text))];
        foreach (var (name, file) in files)
        {
            var text = PdfTextTests.Of(Convert.FromBase64String(file));
            if (name.Contains("locked", StringComparison.Ordinal))
            {
                Assert.Equal((name, "unreadable"), (name, text));
                continue;
            }

            Assert.Equal([name, .. words], [name, .. Words(string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("(page ", StringComparison.Ordinal))))]);
            Assert.Equal([name, .. blocks.Where(b => b.IsHeading).Select(b => $"# {b.Text}")], [name, .. text.Split('\n').Where(line => line.StartsWith('#'))]);
            Assert.Equal((name, blocks.Count(b => b.IsCode)), (name, text.Split('\n').Count(line => line is ['`', .., '`'] && line.Length > 3)));
        }
    }

    private static List<(string Text, bool IsHeading, bool IsCode)> Blocks() =>
        [.. Enumerable.Range(1, 12).SelectMany(i => new[]
        {
            ($"Chapter of orders {i}", true, false),
            (string.Concat(Enumerable.Repeat($"The parcel of order {i} waits (as ever) for what is \"late\"; it is sent away with 100 % of its goods & papers. ", 9)).Trim(), false, false),
            ($"Store.Save(order{i});", false, true),
        })];

    private static IEnumerable<string> Words(string text) =>
        text.Split([' ', '\n', '`', '#'], StringSplitOptions.RemoveEmptyEntries);
}
