using System.Text;
using System.Text.Json.Nodes;
using Revdex.Tests.Npm;

namespace Revdex.Tests.Embedding;

/// <summary>Against npm's @huggingface/tokenizers, an independent implementation by the makers of the format.</summary>
public sealed class TokenizerTests(NpmFixture npm) : IClassFixture<NpmFixture>
{
    private static readonly string[] Odd =
    [
        "", " ", "  two  blanks ", "tab\tand\nnew line\r\n\r\n  end", "Ünïcödé ÀÉÎÕÜ ñ ç ß straße", "don't we'll I'M it's they'RE", "x += y_z*(a[0]-1) != ~b && c || !d; // done",
        "snake_case camelCase HTTPServer v2.10.3 0x1F 3.14e-10", "[MASK] in the [CLS] text", "<s>not a start</s> but <s>", "中文字符 and 日本語テキスト 한국어", "emoji 🙂 and 𝒳 math",
        "a\u0000b\uFFFDc\u200Bd\u00ADe", "“quotes” — dash… ‹x› «y»", "Ελληνικά κείμενο Русский текст Йод", "e\u0301te\u0301", "supercalifragilisticexpialidociousandmuchmore", "$100 + 5% = <b>^2</b> `code` |pipe|",
        "ﬁle ½ ①② ㎏ ﾊﾝｶｸ Ⅷ x² a\u00A0b ℌ 𝔘𝕟𝕚 ﷺ", "e\u0323\u0302 \u1EC7 a\u0328\u0301 q\u0307\u0323 \u0344 Ä\u0308", "각힣 \u1100\u1161\u11A8 \uAC00\u11A8", "İI ı ẞ ǅ", "कि\u0915\u093C ೊ", "Å Å ½Ω",
    ];

    private static readonly string[] Normalizers =
    [
        """{"type":"NFC"}""", """{"type":"NFD"}""", """{"type":"NFKC"}""", """{"type":"NFKD"}""", """{"type":"Lowercase"}""", """{"type":"StripAccents"}""", """{"type":"Strip","strip_left":true,"strip_right":true}""",
        """{"type":"Prepend","prepend":"▁"}""", """{"type":"Replace","pattern":{"String":" "},"content":"▁"}""", """{"type":"Replace","pattern":{"Regex":"[a-c]+"},"content":"$1"}""",
        """{"type":"Sequence","normalizers":[{"type":"NFKD"},{"type":"StripAccents"},{"type":"Lowercase"},{"type":"NFC"}]}""",
    ];

    [Fact]
    public async Task Tokens_are_those_of_the_format_s_makers()
    {
        JsonObject[] tokenizers = [TokenizerSamples.WordPiece(true), TokenizerSamples.WordPiece(false), TokenizerSamples.ByteLevel(true, false), TokenizerSamples.ByteLevel(false, true), TokenizerSamples.Unigram(),
            .. Normalizers.Select(TokenizerSamples.Characters)];
        string[] texts = [.. Odd, .. File.ReadLines(Path.Combine(RepositoryRoot.Path, "src", "DESIGN.md")).Where(l => l.Length > 0).Take(60), .. File.ReadLines(Path.Combine(RepositoryRoot.Path, "src", "Revdex", "Git", "Oid.cs")).Take(60)];
        var input = new JsonObject { ["tokenizers"] = new JsonArray([.. tokenizers.Select(Whole)]), ["texts"] = new JsonArray([.. texts.Select(t => (JsonNode)t)]) };
        var expected = JsonNode.Parse(await npm.RunScriptAsync("tokenize.mjs", input.ToJsonString()))!.AsArray();
        var wrong = new List<string>();
        for (var i = 0; i < tokenizers.Length; i++)
        {
            var tokenizer = TokenizerSamples.Read(tokenizers[i]);
            for (var t = 0; t < texts.Length; t++)
            {
                var tokens = new List<int>();
                tokenizer.Encode(Encoding.UTF8.GetBytes(texts[t]), tokens);
                int[] all = [.. tokenizer.Prefix, .. tokens, .. tokenizer.Suffix];
                var theirs = expected[i]![t]!.AsArray().Select(n => n!.GetValue<int>()).ToArray();
                if (!all.SequenceEqual(theirs))
                {
                    wrong.Add($"{i} '{texts[t]}': ours {string.Join(' ', all)}, theirs {string.Join(' ', theirs)}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Their reader wants every part to be named.</summary>
    private static JsonNode Whole(JsonObject tokenizer)
    {
        var whole = tokenizer.DeepClone().AsObject();
        foreach (var part in new[] { "version", "truncation", "padding", "normalizer", "pre_tokenizer", "post_processor", "decoder" }.Where(p => !whole.ContainsKey(p)))
        {
            whole[part] = null;
        }

        return whole;
    }

    [Theory]
    [InlineData("""{"normalizer":{"type":"Precompiled"},"model":{"type":"WordLevel","vocab":{}}}""", "a normalizer of type 'Precompiled'")]
    [InlineData("""{"pre_tokenizer":{"type":"Mystery"},"model":{"type":"WordLevel","vocab":{}}}""", "a pre_tokenizer of type 'Mystery'")]
    [InlineData("""{"model":{"type":"Mystery","vocab":{}}}""", "a model of type 'Mystery'")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":["a b"]}}""", "not in the vocabulary")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[7]}}""", "is no merge")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":-1}}}""", "is no token")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":99999999999}}}""", "is no token")]
    [InlineData("""{"pre_tokenizer":{"type":"Split","pattern":{"Regex":"(("},"behavior":"Isolated"},"model":{"type":"WordLevel","vocab":{}}}""", "the pattern ((")]
    [InlineData("{}", "has no model")]
    public void What_is_not_known_is_named(string json, string expected)
    {
        var error = Assert.Throws<RevdexException>(() => TokenizerSamples.Read(JsonNode.Parse(json)!));
        Assert.Contains(expected, error.Message);
    }
}
