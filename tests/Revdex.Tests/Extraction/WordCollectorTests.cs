using System.Text;
using System.Text.RegularExpressions;
using Revdex.Extraction;
using Revdex.Facts;

namespace Revdex.Tests.Extraction;

public sealed unsafe partial class WordCollectorTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a 1 _ x2 x2 _y", "_y x2")]
    [InlineData("// Größe of camelCase, snake_case!", "Größe camelCase of snake_case")]
    [InlineData("the-end", "end the")]
    public void Words_are_runs_of_letters_digits_and_underscores(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Words(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Words_that_are_keys_elsewhere_are_left_out()
    {
        var (first, second) = (Groups("aa", "cc"), Groups("bb", "zz"));
        Assert.Equal(["dd", "zzz"], Words("aa bb cc dd zz zzz aa"u8.ToArray(), first, second));
    }

    [Fact]
    public void What_is_no_utf8_counts_as_a_gap()
    {
        Assert.Equal(["ab", "cd"], Words([.. "ab"u8, 0xE9, .. "cd"u8]));
        Assert.Equal(["ab"], Words([0xE9, .. "ab"u8, 0xE9]));
    }

    [Fact]
    public void Every_part_of_a_long_word_is_within_a_piece()
    {
        var text = string.Concat(Enumerable.Range(0, 300).Select(i => (char)('a' + (i * 7 % 26)))) + "é" + new string('x', 64) + "0123456789";
        var words = Words(Encoding.UTF8.GetBytes(text));
        Assert.All(words, w => Assert.InRange(Encoding.UTF8.GetByteCount(w), WordRules.WordMinBytes, WordRules.WordMaxBytes));
        for (var i = 0; i + WordRules.PartMaxBytes <= 300; i++)
        {
            Assert.Contains(words, w => w.Contains(text.Substring(i, WordRules.PartMaxBytes), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Too_many_words_are_told()
    {
        var text = string.Join(' ', Enumerable.Range(0, WordRules.WordsMax + 1).Select(i => $"w{i}"));
        var words = Words(Encoding.UTF8.GetBytes(text));
        Assert.Equal((WordRules.WordsMax + 1, "*"), (words.Count, words[0]));
    }

    [Fact]
    public void Our_own_sources_have_the_words_that_a_pattern_finds()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src", "Revdex"), "*.cs", SearchOption.AllDirectories))
        {
            var expected = WordPattern().Matches(File.ReadAllText(path)).Select(m => m.Value)
                .SelectMany(w => Encoding.UTF8.GetByteCount(w) > WordRules.WordMaxBytes ? AsciiPattern().Matches(w).Select(m => m.Value) : [w]).Where(w => Encoding.UTF8.GetByteCount(w) > 1).Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(expected, Words(File.ReadAllBytes(path)));
        }
    }

    [GeneratedRegex("[A-Za-z0-9_\u0080-\uffff]+")]
    private static partial Regex WordPattern();

    /// <summary>What counts of a run that is too long to be a word.</summary>
    [GeneratedRegex("[A-Za-z0-9_]+")]
    private static partial Regex AsciiPattern();

    private static byte[] Groups(params string[] keys)
    {
        var groups = new GroupWriter();
        foreach (var key in keys)
        {
            groups.BeginGroup(Encoding.UTF8.GetBytes(key));
            groups.AppendByte(7);
            groups.EndGroup();
        }

        return groups.ToArray();
    }

    private static List<string> Words(byte[] content, params byte[][] others)
    {
        var words = new List<string>();
        fixed (byte* bytes = content)
        {
            var groups = new GroupReader(new WordCollector().Of(bytes, content.Length, others));
            while (groups.MoveNext())
            {
                words.Add(Encoding.UTF8.GetString(groups.Key));
                Assert.True(groups.Run.IsEmpty);
            }
        }

        return words;
    }
}
