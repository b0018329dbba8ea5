using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using Revdex.Embedding.Tokenizing;
using Revdex.Storage;

namespace Revdex.Embedding.Learning;

/// <summary>
/// Writes learnt vectors as a static model: rows of I8 whose scale is in the term's weight, the vocabulary as a WordLevel tokenizer over the terms of
/// <see cref="TermReader"/>. <see cref="StaticEmbedder"/> reads it like any other.
/// </summary>
internal static class LearntModel
{
    private const float RowMax = 127;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Into a folder that is there. Whoever opens the folder meanwhile finds each file whole, but not all of one model: give a new folder to what is read.</summary>
    public static void Write(TermVectors vectors, string folder)
    {
        foreach (var (name, bytes) in Files(vectors))
        {
            var temporary = Path.Combine(folder, $"{name}.tmp");
            File.WriteAllBytes(temporary, bytes);
            AtomicFile.Replace(temporary, Path.Combine(folder, name));
        }
    }

    /// <summary>What the folder's files hold, by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files(TermVectors vectors)
    {
        var (rows, weights) = Quantized(vectors);
        return new Dictionary<string, byte[]>
        {
            [ModelFile.StaticWeights] = SafeTensorsWriter.ToBytes(
            [
                new("embeddings", TensorType.I8, [vectors.Rows.Count, vectors.Rows.Width], rows),
                new("weights", TensorType.F32, [weights.Length], Bytes(weights)),
            ]),
            [ModelFile.Tokenizer] = Written(w => WriteTokenizer(w, vectors.Terms)),
            [ModelFile.Config] = Written(w =>
            {
                w.WriteStartObject();
                w.WriteString("model_type", "model2vec");
                w.WriteBoolean("normalize", true);
                w.WriteNumber("hidden_dim", vectors.Rows.Width);
                w.WriteEndObject();
            }),
        };
    }

    private static (byte[] Rows, float[] Weights) Quantized(TermVectors vectors)
    {
        var rows = new byte[vectors.Rows.Values.Length];
        var weights = new float[vectors.Rows.Count];
        for (var row = 0; row < weights.Length; row++)
        {
            var values = vectors.Rows.Row(row);
            var largest = 0f;
            foreach (var value in values)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            weights[row] = vectors.Weights[row] * largest / RowMax;
            for (var i = 0; i < values.Length && largest > 0; i++)
            {
                rows[row * values.Length + i] = (byte)(sbyte)Math.Round(values[i] * RowMax / largest);
            }
        }

        return (rows, weights);
    }

    private static byte[] Bytes(float[] numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(float)];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), numbers[i]);
        }

        return bytes;
    }

    private static void WriteTokenizer(Utf8JsonWriter writer, string[] terms)
    {
        writer.WriteStartObject();
        writer.WriteString("version", "1.0");
        writer.WriteStartObject("pre_tokenizer");
        writer.WriteString("type", TermTokenizer.Type);
        writer.WriteEndObject();
        writer.WriteStartObject("model");
        writer.WriteString("type", "WordLevel");
        writer.WriteStartObject("vocab");
        for (var term = 0; term < terms.Length; term++)
        {
            writer.WriteNumber(terms[term], term);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Json))
        {
            write(writer);
        }

        return stream.ToArray();
    }
}
