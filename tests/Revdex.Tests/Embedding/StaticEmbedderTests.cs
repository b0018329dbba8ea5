using System.Buffers.Binary;
using System.Text;
using Revdex.Embedding;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Embedding;

public sealed class StaticEmbedderTests : IDisposable
{
    private const string Words = """{"pre_tokenizer":{"type":"Whitespace"},"normalizer":{"type":"Lowercase"},"model":{"type":"WordLevel","unk_token":"[UNK]","vocab":{"[UNK]":0,"red":1,"green":2,"blue":3}}}""";

    private static readonly float[][] Rows = [[9, 9, 9], [1, 0, 2], [-3, 4, 0], [0.5f, 0, 0]];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("F32")]
    [InlineData("F16")]
    [InlineData("I8")]
    public void A_text_is_the_mean_of_its_words(string type)
    {
        var scale = type == "I8" ? 2f : 1f; // so that a half is a whole number; a common scale changes no direction
        Write(Enum.Parse<TensorType>(type), [.. Rows.Select(r => r.Select(v => v * scale).ToArray())]);
        using var embedder = EmbeddingModel.Open(_folder.Path);
        Assert.Equal(3, embedder.Dimensions);
        AssertRow(embedder, "Red GREEN purple", -2, 4, 2);
        AssertRow(embedder, "blue, blue", 1, 0, 0);
        AssertRow(embedder, "purple", 0, 0, 0);
        AssertRow(embedder, "", 0, 0, 0);
    }

    [Fact]
    public void Weights_and_the_mapping_of_tokens_to_rows_count()
    {
        Write(TensorType.F32, Rows[1..], weights: [1, 2, 0.5f, 10], mapping: [0, 2, 0, 1]);
        using var embedder = EmbeddingModel.Open(_folder.Path);

        // red is row 2 (0.5 0 0) times 2, green row 0 (1 0 2) times 0.5, blue row 1 (-3 4 0) times 10.
        AssertRow(embedder, "red green", 1.5, 0, 1);
        AssertRow(embedder, "blue green", -29.5, 40, 1);
    }

    [Fact]
    public void Another_file_is_another_model()
    {
        Write(TensorType.F32, Rows);
        using var first = EmbeddingModel.Open(_folder.Path);
        using var again = EmbeddingModel.Open(_folder.Path);
        Assert.Equal(first.ModelId, again.ModelId);
        File.WriteAllText(_folder["tokenizer.json"], Words.Replace("\"red\":1,\"green\":2", "\"red\":2,\"green\":1"));
        using var other = EmbeddingModel.Open(_folder.Path);
        Assert.NotEqual(first.ModelId, other.ModelId);
    }

    [Fact]
    public void A_vocabulary_that_leads_out_of_the_rows_is_refused()
    {
        Write(TensorType.F32, Rows[1..]);
        Assert.Contains("3 rows for 4 tokens", Assert.Throws<RevdexException>(() => EmbeddingModel.Open(_folder.Path)).Message);
        Write(TensorType.F32, Rows[1..], mapping: [0, 1, 2, 3]);
        Assert.Throws<RevdexException>(() => EmbeddingModel.Open(_folder.Path));
        Write(TensorType.F32, Rows, weights: [1, 1]);
        Assert.Throws<RevdexException>(() => EmbeddingModel.Open(_folder.Path));
    }

    [Fact]
    public void A_folder_without_a_model_says_what_it_lacks()
    {
        Assert.Contains("tokenizer.json, and model.safetensors", Assert.Throws<RevdexException>(() => EmbeddingModel.Open(_folder.Path)).Message);
        Assert.Contains("is not there", Assert.Throws<RevdexException>(() => EmbeddingModel.Open(_folder["none"])).Message);
    }

    [Theory]
    [InlineData("""{"embeddings":{"dtype":"F32","shape":[4,3],"data_offsets":[0,47]}}""")]
    [InlineData("""{"embeddings":{"dtype":"F32","shape":[4,3],"data_offsets":[-8,40]}}""")]
    [InlineData("""{"embeddings":{"dtype":"F32","shape":[4,3],"data_offsets":[40,88]}}""")]
    [InlineData("""{"embeddings":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""")]
    [InlineData("""{"embeddings":{"dtype":"F32","shape":[-4,-3],"data_offsets":[0,48]}}""")]
    [InlineData("""{"embeddings":{"dtype":"F32","shape":[12],"data_offsets":[0,48]}}""")]
    [InlineData("""{"embeddings":{"dtype":"I64","shape":[2,3],"data_offsets":[0,48]}}""")]
    [InlineData("""{"embeddings":{"dtype":"F32","shape":[0,3],"data_offsets":[0,0]}}""")]
    [InlineData("""{"embeddings":{"dtype":"F32","shape":["4",3],"data_offsets":[0,48]}}""")]
    [InlineData("""{"embeddings":{"dtype":"F32"}}""")]
    [InlineData("""{"embeddings":7}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void Hostile_headers_are_refused(string header)
    {
        File.WriteAllText(_folder["tokenizer.json"], Words);
        File.WriteAllBytes(_folder["model.safetensors"], [.. BitConverter.GetBytes((ulong)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[48]]);
        Assert.Contains("is damaged: model.safetensors", Assert.Throws<RevdexException>(() => EmbeddingModel.Open(_folder.Path)).Message);
    }

    [Fact]
    public void Any_damage_is_an_error_or_harmless()
    {
        Write(TensorType.F32, Rows, weights: [1, 2, 3, 4]);
        var whole = File.ReadAllBytes(_folder["model.safetensors"]);
        var random = new Random(3);
        for (var i = 0; i < 400; i++)
        {
            var bytes = whole[..(i % 4 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (var changes = random.Next(1, 4); changes > 0 && bytes.Length > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(_folder["model.safetensors"], bytes);
            try
            {
                using var embedder = EmbeddingModel.Open(_folder.Path);
                embedder.Embed([Encoding.UTF8.GetBytes("red green blue")], EmbedRole.Query, new float[embedder.Dimensions], CancellationToken.None);
            }
            catch (RevdexException)
            {
            }
        }
    }

    private static void AssertRow(IEmbedder embedder, string text, params double[] expected)
    {
        var row = new float[embedder.Dimensions];
        Array.Fill(row, 7);
        embedder.Embed([Encoding.UTF8.GetBytes(text)], EmbedRole.Passage, row, CancellationToken.None);
        var length = Math.Sqrt(expected.Sum(v => v * v));
        for (var i = 0; i < row.Length; i++)
        {
            Assert.Equal(length == 0 ? 0 : expected[i] / length, row[i], 5);
        }
    }

    private void Write(TensorType type, float[][] rows, float[]? weights = null, long[]? mapping = null)
    {
        List<(string, TensorType, long[], byte[])> tensors = [("embeddings", type, [rows.Length, rows[0].Length], [.. rows.SelectMany(r => r).SelectMany(v => Bytes(type, v))])];
        if (weights is not null)
        {
            tensors.Add(("weights", TensorType.F32, [weights.Length], [.. weights.SelectMany(w => Bytes(TensorType.F32, w))]));
        }

        if (mapping is not null)
        {
            tensors.Add(("mapping", TensorType.I64, [mapping.Length], [.. mapping.SelectMany(BitConverter.GetBytes)]));
        }

        File.WriteAllBytes(_folder["model.safetensors"], SafeTensorsWriter.ToBytes(tensors));
        File.WriteAllText(_folder["tokenizer.json"], Words);
    }

    private static byte[] Bytes(TensorType type, float value)
    {
        var bytes = new byte[SafeTensor.SizeOf(type)];
        switch (type)
        {
            case TensorType.F32:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
                break;
            case TensorType.F16:
                BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
                break;
            default:
                bytes[0] = (byte)(sbyte)value;
                break;
        }

        return bytes;
    }
}
