using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Revdex.Embedding.Tokenizing;

namespace Revdex.Tests.Embedding;

/// <summary>Small tokenizer.json files of the kinds that models come with, their vocabularies made of our own README.</summary>
internal static class TokenizerSamples
{
    private static readonly string Corpus = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"))[..12_000];

    public static JsonObject WordPiece(bool lowercase)
    {
        var pieces = new List<string> { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" };
        var words = Regex.Matches(lowercase ? Corpus.ToLowerInvariant() : Corpus, @"\w+").Select(m => m.Value).Distinct().ToList();
        pieces.AddRange(Enumerable.Range(33, 94).Select(c => ((char)c).ToString()));
        pieces.AddRange("abcdefghijklmnopqrstuvwxyz0123456789".Select(c => $"##{c}"));
        pieces.AddRange(words.Where((_, i) => i % 3 == 0));
        pieces.AddRange(words.Where((w, i) => i % 3 == 1 && w.Length > 4).Select(w => w[..4]));
        pieces.AddRange(words.Where((w, i) => i % 3 == 2 && w.Length > 5).Select(w => "##" + w[^4..]));
        return new JsonObject
        {
            ["added_tokens"] = Added((2, "[CLS]"), (3, "[SEP]"), (4, "[MASK]")),
            ["normalizer"] = new JsonObject { ["type"] = "BertNormalizer", ["clean_text"] = true, ["handle_chinese_chars"] = true, ["strip_accents"] = null, ["lowercase"] = lowercase },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
            ["post_processor"] = JsonNode.Parse("""
                {"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
                "pair":[],"special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},"[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}}
                """),
            ["model"] = new JsonObject { ["type"] = "WordPiece", ["unk_token"] = "[UNK]", ["continuing_subword_prefix"] = "##", ["max_input_chars_per_word"] = 100, ["vocab"] = Numbered(pieces.Distinct()) },
        };
    }

    /// <param name="pairs">Merges as pairs, as newer files have them; else with a blank between.</param>
    /// <param name="own">A pattern of the model's own before the bytes, as later models have.</param>
    public static JsonObject ByteLevel(bool pairs, bool own)
    {
        var (pieces, merges) = Learn(300);
        var bytes = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = !own, ["trim_offsets"] = true, ["use_regex"] = !own };
        var split = JsonNode.Parse("""{"type":"Split","pattern":{"Regex":"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"},"behavior":"Isolated","invert":false}""");
        return new JsonObject
        {
            ["added_tokens"] = Added((pieces.Count, "<s>"), (pieces.Count + 1, "</s>")),
            ["normalizer"] = own ? new JsonObject { ["type"] = "NFC" } : null,
            ["pre_tokenizer"] = own ? new JsonObject { ["type"] = "Sequence", ["pretokenizers"] = new JsonArray(split, bytes) } : bytes,
            ["post_processor"] = new JsonObject
            {
                ["type"] = "RobertaProcessing",
                ["sep"] = new JsonArray("</s>", pieces.Count + 1),
                ["cls"] = new JsonArray("<s>", pieces.Count),
                ["trim_offsets"] = true,
                ["add_prefix_space"] = !own,
            },
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["vocab"] = Numbered(pieces),
                ["merges"] = new JsonArray([.. merges.Select(m => pairs ? (JsonNode)new JsonArray(m.Left, m.Right) : $"{m.Left} {m.Right}")]),
            },
        };
    }

    /// <summary>Each character is a token, so that tokens are what a normalizer made of the text.</summary>
    public static JsonObject Characters(string normalizer)
    {
        var characters = Enumerable.Range(' ', 0x3200).Concat(Enumerable.Range(0xAC00, 11_172)).Concat(Enumerable.Range(0xF900, 0x6F0)).Concat(Enumerable.Range(0x1D400, 0x400))
            .Where(Rune.IsValid).Select(c => new Rune(c).ToString());
        return new JsonObject
        {
            ["added_tokens"] = Added(),
            ["normalizer"] = JsonNode.Parse(normalizer),
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = Numbered(characters.Prepend("<unk>")), ["merges"] = new JsonArray(), ["unk_token"] = "<unk>" },
        };
    }

    public static JsonObject Unigram()
    {
        var words = Regex.Matches(Corpus, @"\w+").Select(m => m.Value).CountBy(w => w).OrderByDescending(w => w.Value).Take(300).ToList();
        var pieces = new JsonArray(new JsonArray("<unk>", 0.0), new JsonArray("<s>", 0.0), new JsonArray("▁", -2.5));
        var known = new HashSet<string>(["<unk>", "<s>", "▁"]);
        void Add(string piece, double score)
        {
            if (known.Add(piece))
            {
                pieces.Add(new JsonArray(piece, score));
            }
        }

        words.ForEach(w => Add("▁" + w.Key, -Math.Log(2_000.0 / w.Value)));
        words.ForEach(w => Add(w.Key.Length > 3 ? w.Key[^3..] : w.Key, -8.25));
        Enumerable.Range(33, 90).ToList().ForEach(c => Add(((char)c).ToString(), -11 - c / 64.0));
        return new JsonObject
        {
            ["added_tokens"] = Added((1, "<s>")),
            ["normalizer"] = JsonNode.Parse("""{"type":"Sequence","normalizers":[{"type":"NFD"},{"type":"StripAccents"},{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}]}"""),
            ["pre_tokenizer"] = JsonNode.Parse("""{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}]}"""),
            ["model"] = new JsonObject { ["type"] = "Unigram", ["unk_id"] = 0, ["vocab"] = pieces },
        };
    }

    public static ITokenizer Read(JsonNode tokenizer) => TokenizerFile.Of(JsonDocument.Parse(tokenizer.ToJsonString()).RootElement);

    private static JsonObject Numbered(IEnumerable<string> pieces) => new(pieces.Select((p, i) => KeyValuePair.Create(p, (JsonNode?)i)));

    private static JsonArray Added(params (int Token, string Content)[] tokens) => new([.. tokens.Select(t => (JsonNode)new JsonObject
    {
        ["id"] = t.Token, ["content"] = t.Content, ["single_word"] = false, ["lstrip"] = false, ["rstrip"] = false, ["normalized"] = false, ["special"] = true,
    })]);

    /// <summary>Byte-pair encoding learnt in the plainest way.</summary>
    private static (List<string> Pieces, List<(string Left, string Right)> Merges) Learn(int count)
    {
        var words = Regex.Matches(Corpus, @" ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+").Select(m => ByteTokens.ToCharacters(m.Value)).CountBy(w => w)
            .Select(w => (Symbols: w.Key.Select(c => c.ToString()).ToList(), Count: w.Value)).ToList();
        var pieces = ByteTokens.Characters.Select(c => c.ToString()).ToList();
        var merges = new List<(string, string)>();
        for (var i = 0; i < count; i++)
        {
            var (left, right) = words.SelectMany(w => w.Symbols.Zip(w.Symbols.Skip(1)).Select(p => (Pair: p, w.Count))).GroupBy(p => p.Pair, p => p.Count)
                .OrderByDescending(g => g.Sum()).ThenBy(g => g.Key.First + g.Key.Second, StringComparer.Ordinal).First().Key;
            merges.Add((left, right));
            pieces.Add(left + right);
            foreach (var (symbols, _) in words)
            {
                for (var at = 0; at + 1 < symbols.Count; at++)
                {
                    if (symbols[at] == left && symbols[at + 1] == right)
                    {
                        symbols[at] = left + right;
                        symbols.RemoveAt(at + 1);
                    }
                }
            }
        }

        return ([.. pieces.Distinct()], merges);
    }
}
