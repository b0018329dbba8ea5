using System.Text;
using Revdex.Embedding;
using Revdex.Native;
using Revdex.Tests.Npm;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Embedding;

/// <summary>The real library, out of npm's onnxruntime-node (or REVDEX_ONNXRUNTIME), on models that are made here.</summary>
public sealed class OnnxEmbedderTests : IDisposable
{
    private const string Version = "1.30.0";
    private const string Integrity = "sha512-twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==";

    /// <summary>[CLS] = 1 and [SEP] = 2 around each text; padding is 0, whose vector would spoil every mean.</summary>
    private const string Tokenizer = """
        {"pre_tokenizer":{"type":"Whitespace"},"normalizer":null,"added_tokens":[],"padding":{"pad_id":0},"post_processor":{"type":"BertProcessing","cls":["[CLS]",1],"sep":["[SEP]",2]},
        "model":{"type":"WordLevel","unk_token":"[UNK]","vocab":{"[PAD]":0,"[CLS]":1,"[SEP]":2,"[UNK]":3,"red":4,"green":5,"query":6,"passage":7}}}
        """;

    internal static readonly Lazy<string> Library = new(FindLibrary);

    private static readonly float[][] Table = [[100, -50, 70], [1, 0, 0], [0, 2, 0], [5, 5, 5], [0, 0, 3], [-1, 4, 0.5f], [0, -8, 0], [0, 0, -9]];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Token_vectors_are_averaged_without_the_padding()
    {
        Write(OnnxProtobuf.TokenVectors(Table, "input_ids", "attention_mask", "token_type_ids"));
        using var embedder = Open();
        Assert.Equal(3, embedder.Dimensions);
        string[] texts = ["red", "green red green red green", "", "red purple"];
        AssertRows(embedder, EmbedRole.Passage, texts, t => Mean([1, .. Words(t), 2]));

        // In one batch or many, each text is what it is alone.
        AssertRows(embedder, EmbedRole.Passage, [.. Enumerable.Range(0, 300).Select(i => string.Join(' ', Enumerable.Range(0, i % 97).Select(w => (w * i) % 3 == 0 ? "red" : "green")))], t => Mean([1, .. Words(t), 2]));
    }

    [Fact]
    public void The_first_token_is_taken_where_the_model_s_files_say_so()
    {
        Write(OnnxProtobuf.TokenVectors(Table, "input_ids", "attention_mask"));
        File.WriteAllText(_folder["modules.json"], """[{"type":"sentence_transformers.models.Transformer","path":""},{"type":"sentence_transformers.models.Pooling","path":"1_Pooling"}]""");
        Directory.CreateDirectory(_folder["1_Pooling"]);
        File.WriteAllText(_folder["1_Pooling/config.json"], """{"word_embedding_dimension":3,"pooling_mode_cls_token":true,"pooling_mode_mean_tokens":false}""");
        using (var embedder = Open())
        {
            AssertRows(embedder, EmbedRole.Passage, ["red", "green green"], _ => Mean([1]));
        }

        File.WriteAllText(_folder["revdex.json"], """{"pooling":"mean"}""");
        using var mean = Open();
        AssertRows(mean, EmbedRole.Passage, ["red"], t => Mean([1, .. Words(t), 2]));
        File.WriteAllText(_folder["revdex.json"], "{}");
        File.WriteAllText(_folder["1_Pooling/config.json"], """{"pooling_mode_max_tokens":true}""");
        Assert.Contains("pooling_mode_max_tokens", Assert.Throws<RevdexException>(Open).Message);
    }

    [Fact]
    public void Questions_and_passages_have_their_prefixes_and_long_texts_are_cut()
    {
        Write(OnnxProtobuf.TokenVectors(Table, "input_ids"));
        File.WriteAllText(_folder["config_sentence_transformers.json"], """{"prompts":{"query":"query ","document":"passage "}}""");
        File.WriteAllText(_folder["sentence_bert_config.json"], """{"max_seq_length":6}""");
        using var embedder = Open();
        AssertRows(embedder, EmbedRole.Query, ["red"], _ => Mean([1, 6, 4, 2]));
        AssertRows(embedder, EmbedRole.Passage, ["red", "green red red red red red red"], t => Mean([1, 7, .. Words(t).Take(3), 2]));
    }

    [Fact]
    public void Quantised_models_and_those_that_pool_themselves_run_as_well()
    {
        Directory.CreateDirectory(_folder["onnx"]);
        File.WriteAllText(_folder["tokenizer.json"], Tokenizer);
        File.WriteAllBytes(_folder["onnx/model_quantized.onnx"], OnnxProtobuf.QuantizedTokenVectors([.. Table.Select(r => r.Select(v => (sbyte)(v * 1.25f)).ToArray())], 0.8f, "input_ids", "attention_mask"));
        using (var embedder = Open())
        {
            AssertRows(embedder, EmbedRole.Passage, ["red"], _ => [0.8 * 1, 0.8 * 2, 0.8 * 3]); // 1.25 → 1, 2 · 1.25 → 2, 3 · 1.25 → 3
        }

        Write(OnnxProtobuf.TextVectors(Table, "input_ids"));
        using var pooled = Open();
        AssertRows(pooled, EmbedRole.Passage, ["red green"], t => Mean([1, .. Words(t), 2]));
    }

    [Fact]
    public async Task Several_threads_may_embed_at_once()
    {
        Write(OnnxProtobuf.TokenVectors(Table, "input_ids", "attention_mask"));
        using var embedder = Open();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() =>
            AssertRows(embedder, EmbedRole.Passage, [.. Enumerable.Range(0, 100).Select(i => string.Concat(Enumerable.Repeat("red green ", (i + n) % 9)))], t => Mean([1, .. Words(t), 2])))));
    }

    [Fact]
    public void What_is_missing_or_damaged_is_said_in_one_line()
    {
        Write([1, 2, 3]);
        var none = Assert.Throws<RevdexException>(() => EmbeddingModel.Open(_folder.Path, new(_folder["nowhere"])));
        Assert.Contains("REVDEX_ONNXRUNTIME", none.Message);
        Assert.Contains("not installed", Assert.Throws<RevdexException>(() => EmbeddingModel.Open(_folder.Path)).Message);
        Assert.Contains("is not ONNX Runtime", Assert.Throws<RevdexException>(() => EmbeddingModel.Open(_folder.Path, new(NativeLibraries.PathOf("tree-sitter-csharp")))).Message);
        var damaged = Assert.Throws<RevdexException>(Open);
        Assert.StartsWith("ONNX Runtime: ", damaged.Message);
        Assert.DoesNotContain('\n', damaged.Message);
        Write(OnnxProtobuf.TokenVectors(Table, "input_ids", "pixels"));
        Assert.Contains("'pixels'", Assert.Throws<RevdexException>(Open).Message);
    }

    private IEmbedder Open() => EmbeddingModel.Open(_folder.Path, new(Library.Value));

    private void Write(byte[] model)
    {
        File.WriteAllText(_folder["tokenizer.json"], Tokenizer);
        File.WriteAllBytes(_folder["model.onnx"], model);
    }

    private static IEnumerable<int> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w switch { "red" => 4, "green" => 5, _ => 3 });

    private static double[] Mean(IEnumerable<int> tokens) => [.. Enumerable.Range(0, 3).Select(d => tokens.Average(t => (double)Table[t][d]))];

    private static void AssertRows(IEmbedder embedder, EmbedRole role, string[] texts, Func<string, double[]> expected)
    {
        var rows = new float[texts.Length * embedder.Dimensions];
        embedder.Embed([.. texts.Select(t => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t))], role, rows, CancellationToken.None);
        for (var i = 0; i < texts.Length; i++)
        {
            var wanted = expected(texts[i]);
            var length = Math.Sqrt(wanted.Sum(v => v * v));
            for (var d = 0; d < wanted.Length; d++)
            {
                Assert.Equal(wanted[d] / length, rows[i * wanted.Length + d], 5);
            }
        }
    }

    private static string FindLibrary()
    {
        if (Environment.GetEnvironmentVariable("REVDEX_ONNXRUNTIME") is { Length: > 0 } installed)
        {
            return installed;
        }

        var parts = NativeLibraries.Rid.Split('-');
        var file = parts[0] switch { "win" => "win32/{0}/onnxruntime.dll", "osx" => "darwin/{0}/libonnxruntime.1.dylib", _ => "linux/{0}/libonnxruntime.so.1" };
        return NpmFixture.PackedFile("onnxruntime-node", Version, Integrity, "package/bin/napi-v6/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, file, parts[1]));
    }
}
