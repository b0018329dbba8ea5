using System.Globalization;
using System.Text;
using System.Text.Json;
using Revdex.Embedding.Tokenizing;
using Revdex.Tests.Npm;

namespace Revdex.Tests.Embedding;

/// <summary>Against node, which has the tables of Unicode that this program does without.</summary>
public sealed class UnicodeFormTests(NpmFixture npm) : IClassFixture<NpmFixture>
{
    [Fact]
    public async Task Texts_are_normalized_as_node_does()
    {
        var known = Known();
        Assert.InRange(known.Count, 6_000, 20_000);
        var random = new Random(17);
        List<string> texts = [.. known.Select(c => new Rune(c).ToString())];
        for (var i = 0; i < 5_000; i++)
        {
            // Mostly what has to do with each other: a mark is none without a letter.
            texts.Add(string.Concat(Enumerable.Range(0, random.Next(2, 9)).Select(_ => random.Next(4) switch
            {
                0 => ((char)random.Next('A', 'z')).ToString(),
                1 => ((char)random.Next(0x300, 0x350)).ToString(),
                2 => ((char)random.Next(0x1100, 0x11C3)).ToString(),
                _ => new Rune(known[random.Next(known.Count)]).ToString(),
            })));
        }

        for (var hangul = 0xAC00; hangul < 0xAC00 + 11_172; hangul += 13)
        {
            texts.Add(((char)hangul).ToString());
        }

        var theirs = JsonSerializer.Deserialize<List<string[]>>(await npm.RunScriptAsync("normalize.mjs", JsonSerializer.Serialize(texts)))!;
        for (var i = 0; i < texts.Count; i++)
        {
            string[] ours = [UnicodeForm.Of(texts[i], false, true), UnicodeForm.Of(texts[i], false, false), UnicodeForm.Of(texts[i], true, true), UnicodeForm.Of(texts[i], true, false)];
            Assert.Equal([Codes(texts[i]), .. theirs[i].Select(Codes)], [Codes(texts[i]), .. ours.Select(Codes)]);
        }
    }

    [Fact]
    public void The_runtime_does_not_normalize() => Assert.Equal("e\u0301", "e\u0301".Normalize(NormalizationForm.FormC)); // If it does one day, UnicodeForm can go.

    /// <summary>All characters of the table, so that a newer Unicode of node's makes no difference.</summary>
    private static List<int> Known() => [.. File.ReadLines(Path.Combine(RepositoryRoot.Path, "src", "Revdex", "Embedding", "Tokenizing", "unicode.txt")).Where(line => !line.StartsWith('#') && !line.StartsWith('['))
        .Select(line => line.Split(' ')[0].Split('-')).SelectMany(range => Enumerable.Range(Hexadecimal(range[0]), Hexadecimal(range[^1]) - Hexadecimal(range[0]) + 1)).Distinct()];

    private static int Hexadecimal(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string Codes(string text) => string.Join(' ', text.EnumerateRunes().Select(rune => rune.Value.ToString("X4", CultureInfo.InvariantCulture)));
}
