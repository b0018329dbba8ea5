using System.Runtime.InteropServices;
using System.Text.Json;
using Revdex.Embedding;

namespace Revdex.Tests.Embedding;

/// <summary>Models of a few words, each of which means one of some topics: words of one topic are near to each other though they share no letter.</summary>
internal static class TinyModel
{
    private static readonly string[][] Topics = [["zebra", "giraffe", "antelope"], ["violin", "cello", "orchestra"], ["glacier", "iceberg", "snowfield"]];

    private static readonly string[] Vocabulary = ["[UNK]", .. Topics.SelectMany(words => words)];

    /// <summary>Writes a static model into a new folder.</summary>
    /// <param name="scale">Of its numbers: another is another model that says the same.</param>
    public static string WriteStatic(string folder, float scale = 1)
    {
        var rows = Rows(0, scale);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "model.safetensors"), SafeTensorsWriter.ToBytes([("embeddings", TensorType.F32, [rows.Length, rows[0].Length], MemoryMarshal.AsBytes<float>([.. rows.SelectMany(row => row)]).ToArray())]));
        WriteTokenizer(folder);
        return folder;
    }

    /// <summary>The same as a transformer: a text of unknown words is near to nothing else.</summary>
    public static string WriteOnnx(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), OnnxProtobuf.TokenVectors(Rows(0.001f, 1), "input_ids", "attention_mask"));
        WriteTokenizer(folder);
        return folder;
    }

    /// <summary>One for each word; the last dimension is that of unknown ones.</summary>
    private static float[][] Rows(float unknown, float scale)
    {
        float[] Row(int topic, int word) => [.. Enumerable.Range(0, Topics.Length).Select(t => t == topic ? scale * (1 + (0.1f * word)) : 0), 0];
        return [[.. new float[Topics.Length], unknown], .. Topics.SelectMany((words, topic) => words.Select((_, word) => Row(topic, word)))];
    }

    private static void WriteTokenizer(string folder) => File.WriteAllText(
        Path.Combine(folder, "tokenizer.json"),
        JsonSerializer.Serialize(new
        {
            pre_tokenizer = new { type = "Whitespace" },
            normalizer = new { type = "Lowercase" },
            model = new { type = "WordLevel", unk_token = "[UNK]", vocab = Vocabulary.Select((word, i) => (word, i)).ToDictionary(entry => entry.word, entry => entry.i) },
        }));
}
