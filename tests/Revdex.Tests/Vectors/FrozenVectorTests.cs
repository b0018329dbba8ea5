using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Revdex.Git;
using Revdex.Vectors;
using Oid = Revdex.Git.Oid;

namespace Revdex.Tests.Vectors;

/// <summary>
/// artifacts/frozen/vectors-vN: what version N wrote, with all it says as text, and the hash of a file with lists (which is large).
/// The vectors are fractions that floats hold exactly, so every machine must give these bytes. REVDEX_REWRITE_FROZEN=1 writes those of a new version.
/// </summary>
public sealed class FrozenVectorTests
{
    private const int ListedRows = 2000;

    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "artifacts", "frozen", $"vectors-v{VectorFormat.Version}");

    [Fact]
    public void The_frozen_file_reads_as_it_did()
    {
        Rewrite();
        using var file = VectorFile.Open(Path.Combine(Folder, "vectors.vec"));
        file.Verify();
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "vectors.txt")), Dump(file));
    }

    [Fact]
    public void The_same_vectors_still_give_the_frozen_bytes()
    {
        Rewrite();
        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "vectors.vec")), Made(12, int.MaxValue));
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "lists.sha256")), Convert.ToHexStringLower(SHA256.HashData(Made(ListedRows, 1))));
    }

    private static byte[] Made(int rows, int listRowsMin)
    {
        using var builder = new VectorFileBuilder(new VectorModel("frozen", 5));
        for (var row = 0; row < rows; row++)
        {
            var key = VectorWorld.Key($"text {row}");
            builder.AddRows([key], [.. Enumerable.Range(1, 5).Select(i => (row * 37 * i % 63 - 31) / 32f + 1 / 64f)]);
            ChunkPlace[] places = [new(key, 1, 4, 0, 80, row % 3 - 1), new(VectorWorld.Key("text 0"), 5, 5, 81, 90, ChunkPlace.NoSymbol)];
            builder.AddBlob(Oid.OfBlob(BitConverter.GetBytes(row / 2), ObjectFormat.Sha1), VectorWorld.Languages[row % 2], places);
        }

        builder.AddBlob(Oid.OfBlob("empty"u8, ObjectFormat.Sha1), VectorWorld.Languages[2], []);
        using var to = new MemoryStream();
        builder.Write(to, listRowsMin);
        return to.ToArray();
    }

    private static string Dump(VectorFile file)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"model {file.Model.Id} {file.Model.Dimensions}");
        for (var blob = 0; blob < file.BlobCount; blob++)
        {
            var (start, end) = file.PlacesOf(blob);
            Line($"blob {file.Oid(blob)} {file.Language(blob).Id} {file.Language(blob).Fingerprint}");
            for (var i = start; i < end; i++)
            {
                var place = file.Place(i);
                Line($"  {place.Key} lines {place.FirstLine}-{place.LastLine} bytes {place.StartByte}-{place.EndByte} symbol {place.Symbol}");
            }
        }

        var levels = new sbyte[file.Model.StrideBytes];
        for (var row = 0; row < file.RowCount; row++)
        {
            ((IRowSource)file).ReadRow(row, levels, out var scale);
            Line($"row {file.Key(row)} places {string.Join(' ', file.PlacesOfRow(row).ToArray())} scale {scale:R} levels {string.Join(' ', levels[..file.Model.Dimensions])}");
        }

        return text.ToString();
    }

    private static void Rewrite()
    {
        if (Environment.GetEnvironmentVariable("REVDEX_REWRITE_FROZEN") is not "1")
        {
            return;
        }

        Assert.Null(Environment.GetEnvironmentVariable("CI"));
        Directory.CreateDirectory(Folder);
        var bytes = Made(12, int.MaxValue);
        using var file = VectorFile.FromMemory(bytes, "vectors");
        File.WriteAllBytes(Path.Combine(Folder, "vectors.vec"), bytes);
        File.WriteAllText(Path.Combine(Folder, "vectors.txt"), Dump(file));
        File.WriteAllText(Path.Combine(Folder, "lists.sha256"), Convert.ToHexStringLower(SHA256.HashData(Made(ListedRows, 1))));
    }
}
