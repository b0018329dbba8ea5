using System.Security.Cryptography;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Vectors;
using Oid = Revdex.Git.Oid;

namespace Revdex.Tests.Vectors;

/// <summary>Made-up blobs whose chunks are of a few texts, and a vector of unit length for each text; the same for the same seed.</summary>
internal sealed class VectorWorld
{
    public static readonly SegmentLanguage[] Languages = [new("csharp", "a"), new("go", "b"), new("go", "c")];

    private VectorWorld(VectorModel model) => Model = model;

    public sealed record Blob(Oid Oid, SegmentLanguage Language, ChunkPlace[] Places);

    public VectorModel Model { get; }

    public Dictionary<ChunkKey, float[]> Vectors { get; } = [];

    public List<Blob> Blobs { get; } = [];

    public static VectorWorld Of(int seed, int blobCount, int dimensions = 40, ObjectFormat format = ObjectFormat.Sha1)
    {
        var random = new Random(seed);
        var world = new VectorWorld(new VectorModel($"model {dimensions}", dimensions));
        var keys = Enumerable.Range(0, blobCount * 2 + 1).Select(i => Key($"{seed} {i}")).ToArray();
        var centres = Enumerable.Range(0, 10).Select(_ => Gaussian(random, dimensions, [])).ToArray();
        foreach (var key in keys)
        {
            world.Vectors.Add(key, Unit(Gaussian(random, dimensions, centres[random.Next(centres.Length)])));
        }

        var seen = new HashSet<(Oid, SegmentLanguage)>();
        while (world.Blobs.Count < blobCount)
        {
            var oid = Oid.OfBlob(BitConverter.GetBytes(random.Next(blobCount * 2)), format);
            var language = Languages[random.Next(Languages.Length)];
            if (seen.Add((oid, language)))
            {
                world.Blobs.Add(new Blob(oid, language, Places(random, keys)));
            }
        }

        return world;
    }

    public static ChunkKey Key(string text) => new(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    public static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(v => v * v));
        return [.. vector.Select(v => v / length)];
    }

    /// <summary>A vector near to a text's.</summary>
    public float[] Question(Random random)
    {
        var text = Vectors.Values.ElementAt(random.Next(Vectors.Count));
        return Unit([.. text.Zip(Gaussian(random, Model.Dimensions, []), (t, g) => t + (g * 0.1f))]);
    }

    public VectorFileBuilder Builder(IEnumerable<Blob> blobs, long memoryMaxBytes = RowStore.MemoryMaxBytes)
    {
        var builder = new VectorFileBuilder(Model, memoryMaxBytes);
        foreach (var blob in blobs)
        {
            foreach (var place in blob.Places)
            {
                builder.AddRows([place.Key], Vectors[place.Key]);
            }

            builder.AddBlob(blob.Oid, blob.Language, blob.Places);
        }

        return builder;
    }

    public byte[] Bytes(IEnumerable<Blob> blobs, int listRowsMin = int.MaxValue)
    {
        using var builder = Builder(blobs);
        using var to = new MemoryStream();
        builder.Write(to, listRowsMin);
        return to.ToArray();
    }

    public VectorFile File(IEnumerable<Blob> blobs, int listRowsMin = int.MaxValue) => VectorFile.FromMemory(Bytes(blobs, listRowsMin), "test");

    /// <summary>By plain arithmetic, over the vectors as they came.</summary>
    public List<(ChunkKey Key, double Score)> Exact(IEnumerable<Blob> blobs, float[] question) =>
        [.. blobs.SelectMany(b => b.Places).Select(p => p.Key).Distinct().Select(key => (key, Dot(Vectors[key], question))).OrderByDescending(h => h.Item2)];

    /// <summary>How far the score of a stored row may be from that of the vector: half a step in each dimension.</summary>
    public double ErrorMax(ChunkKey key, float[] question)
    {
        var (largest, sum) = (0f, 0d);
        for (var i = 0; i < question.Length; i++)
        {
            largest = MathF.Max(largest, MathF.Abs(Vectors[key][i]));
            sum += Math.Abs(question[i]);
        }

        return 1e-5 + largest / 127.0 / 2 * sum;
    }

    public static double Dot(float[] left, float[] right)
    {
        var sum = 0d;
        for (var i = 0; i < left.Length; i++)
        {
            sum += (double)left[i] * right[i];
        }

        return sum;
    }

    private static ChunkPlace[] Places(Random random, ChunkKey[] keys)
    {
        var places = new ChunkPlace[random.Next(6)];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = new ChunkPlace(keys[random.Next(keys.Length)], i * 10 + 1, i * 10 + random.Next(1, 12), i * 300, i * 300 + random.Next(1, 400), random.Next(-1, 5));
        }

        return places;
    }

    private static float[] Gaussian(Random random, int dimensions, float[] centre)
    {
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            var value = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            vector[i] = (float)value + (i < centre.Length ? centre[i] : 0);
        }

        return vector;
    }
}
