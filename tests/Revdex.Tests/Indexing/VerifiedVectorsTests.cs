using Revdex.Embedding;
using Revdex.Indexing;
using Revdex.Indexing.Embeddings;
using Revdex.Snapshots;
using Revdex.Tests.Embedding;
using Revdex.Tests.Snapshots;
using Revdex.Tests.Storage;
using Revdex.Trust;
using Revdex.Vectors;
using Oid = Revdex.Git.Oid;

namespace Revdex.Tests.Indexing;

/// <summary>What verifying a snapshot finds of its vectors: right ones, forged ones in well-formed files, and what it cannot tell.</summary>
public sealed class VerifiedVectorsTests : IDisposable
{
    private readonly EmbeddedRepository _made = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _made.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Right_vectors_are_found_right_with_the_model_in_a_folder_and_with_the_one_that_goes_along()
    {
        Write(8);
        var set = await _made.IndexAsync("a");
        var all = await _made.VerifyAsync("a", _made.ModelFolder);
        Assert.Equal((set.Embed!.ModelId, 16, 16, 16, set.Embed.Chunks, null), (all!.ModelId, all.Blobs, all.Covered, all.Checked, all.Rows, all.RowsLack));
        Assert.Equal(3, (await _made.VerifyAsync("a", _made.ModelFolder, sampleCount: 3))!.Checked);
        Assert.Contains("16 of 16 blobs have some, the chunks of 16 checked, with ", all.ToString(), StringComparison.Ordinal);

        await _made.IndexAsync("learnt", new EmbedOptions());
        foreach (var model in new[] { null, _made.ModelFolder })
        {
            var learnt = await _made.VerifyAsync("learnt", model);
            Assert.Equal((16, null, 0), (learnt!.Checked, learnt.RowsLack, learnt.Differences.Count));
            Assert.True(learnt.Rows > 0);
        }

        _made.Git.Write("src/new.cs", _made.Code("New", 2));
        _made.Git.Commit();
        await _made.IndexAsync("a", embeds: false);
        var later = await _made.VerifyAsync("a", _made.ModelFolder);
        Assert.Equal((17, 16, 16), (later!.Blobs, later.Covered, later.Checked));

        await _made.IndexAsync("plain", embeds: false);
        Assert.Null(await _made.VerifyAsync("plain", _made.ModelFolder));
    }

    [Fact]
    public async Task Without_the_model_chunks_are_compared_and_it_is_said_why_rows_are_not()
    {
        Write(2);
        await _made.IndexAsync("a");
        foreach (var (model, lack) in new[] { (null, "their model is not here"), (_made.WriteModel("other", 2), "not of revdex.embedmodel's"), (_folder["none"], "is not there") })
        {
            var result = await _made.VerifyAsync("a", model);
            Assert.Equal((4, 0, 0), (result!.Checked, result.Rows, result.Differences.Count));
            Assert.Contains(lack, result.RowsLack, StringComparison.Ordinal);
            Assert.Contains("rows not compared (", result.ToString(), StringComparison.Ordinal);
        }

        Forge(place: place => place with { LastLine = place.LastLine + 1 });
        Assert.Equal(["places src/f0.cs"], Told(await _made.VerifyAsync("a", model: null)));
    }

    [Fact]
    public async Task A_model_that_a_URL_names_is_fetched_and_what_is_wrong_with_that_is_said()
    {
        Write(2);
        await _made.IndexAsync("a");
        var none = new FetchedModel(new Uri(_folder["none"]).AbsoluteUri, _folder["models-a"]);
        var unfetched = await _made.VerifyAsync("a", new EmbedOptions { ModelFolder = none.Folder, Fetched = none });
        Assert.Equal((4, 0L), (unfetched!.Checked, unfetched.Rows));
        Assert.Contains("holds no embedding model", unfetched.RowsLack, StringComparison.Ordinal);

        var model = new FetchedModel(new Uri(_made.ModelFolder).AbsoluteUri, _folder["models-b"]);
        var found = await _made.VerifyAsync("a", new EmbedOptions { ModelFolder = model.Folder, Fetched = model });
        Assert.Equal((4, null), (found!.Checked, found.RowsLack));
        Assert.True(found.Rows > 0);
    }

    [Fact]
    public async Task A_forged_row_or_place_is_found_and_named()
    {
        Write(2);
        var whole = (await _made.IndexAsync("a")).Manifest.Parts[0];
        var part = Forge(row: vector => [.. vector.Reverse()]);
        var found = Assert.Single((await _made.VerifyAsync("a", _made.ModelFolder))!.Differences);
        Assert.Equal((VectorDifference.Rows, "src/f0.cs", _made.Git.Run("rev-parse", "HEAD:src/f0.cs").Trim(), "csharp", part.Id), (found.What, found.Path, found.Oid.ToString(), found.LanguageId, found.Part));

        Replace(whole);
        Forge(row: vector => [.. vector.Select(v => v * 2)]); // It would be the first answer to everything.
        Assert.Equal(["rows src/f0.cs"], Told(await _made.VerifyAsync("a", _made.ModelFolder)));

        Replace(whole);
        Forge(place: place => place with { Symbol = place.Symbol + 1 });
        Assert.Equal(["places src/f0.cs"], Told(await _made.VerifyAsync("a", _made.ModelFolder)));

        Replace(whole);
        Assert.Empty(Told(await _made.VerifyAsync("a", _made.ModelFolder)));
    }

    /// <summary>Sums of a transformer may end in other bits elsewhere.</summary>
    [Fact]
    public async Task Rows_of_a_model_that_is_not_exact_may_differ_a_little()
    {
        _made.Git.Write("src/f0.cs", "public class Feeding\n{\n    // The zebra hears a violin on the glacier.\n}\n");
        _made.Git.Commit();
        var (model, runtime) = (TinyModel.WriteOnnx(_folder["onnx"]), OnnxEmbedderTests.Library.Value);
        var whole = (await _made.IndexAsync("a", new EmbedOptions { ModelFolder = model, OnnxRuntime = runtime })).Manifest.Parts[0];
        foreach (var (factor, expected) in new[] { (1f, Array.Empty<string>()), (1.02f, []), (1.3f, ["rows src/f0.cs"]) })
        {
            Replace(whole);
            Forge(row: vector => [vector[0] * factor, .. vector[1..]]);
            Assert.Equal(expected, Told(await _made.VerifyAsync("a", model, onnxRuntime: runtime)));
        }
    }

    [Fact]
    public async Task Vectors_of_another_model_than_is_said_are_no_part_of_a_snapshot()
    {
        Write(8);
        var own = (await _made.IndexAsync("a", new EmbedOptions())).Manifest.Parts;
        await _made.IndexAsync("other");
        var other = Copy("other");
        Replace(own[0], other);
        await Assert.ThrowsAsync<InvalidDataException>(() => _made.VerifyAsync("a", _made.ModelFolder));
        Replace(own[1], other);
        await Assert.ThrowsAsync<InvalidDataException>(() => _made.VerifyAsync("a", _made.ModelFolder));
        Replace(other with { Version = own[1].Version });
        await Assert.ThrowsAsync<InvalidDataException>(() => _made.VerifyAsync("a", _made.ModelFolder));
        Replace(other);
        Assert.Empty(Told(await _made.VerifyAsync("a", _made.ModelFolder)));
    }

    private void Write(int files)
    {
        _made.WriteSome(files);
        _made.Git.Commit();
    }

    /// <summary>Puts a well-formed file in the place of the snapshot's, in which the first chunk of <c>src/f0.cs</c> is another.</summary>
    private ManifestPart Forge(Func<ChunkPlace, ChunkPlace>? place = null, Func<float[], float[]>? row = null)
    {
        using var cache = _made.Open("a");
        using var from = MappedVectors.TryOpen(cache, Snapshot(cache).Parts.Single(p => p.Kind == ManifestPart.VectorsKind))!; // It was just made.
        var (file, victim) = (from.Vectors, OidOf("src/f0.cs"));
        using var builder = new VectorFileBuilder(file.Model);
        for (var blob = 0; blob < file.BlobCount; blob++)
        {
            var (start, end) = file.PlacesOf(blob);
            var places = Enumerable.Range(start, end - start).Select(file.Place).ToArray();
            if (file.Oid(blob) == victim)
            {
                if (row is not null)
                {
                    builder.AddRows([places[0].Key], row(Row(file, file.RowOfPlace(start))));
                }

                places[0] = place is null ? places[0] : place(places[0]);
            }

            foreach (var one in Enumerable.Range(start, end - start).Select(file.RowOfPlace).Where(r => !builder.HasRow(file.Key(r))))
            {
                builder.AddRow(file, one);
            }

            builder.AddBlob(file.Oid(blob), file.Language(blob), places);
        }

        using var landed = Samples.Land(cache, builder.ToBytes());
        var part = ManifestPart.OfVectors(landed, file.Model);
        Save(cache, part);
        return part;
    }

    private void Replace(params ManifestPart[] parts)
    {
        using var cache = _made.Open("a");
        Save(cache, parts);
    }

    /// <summary>Has the vectors of another cache's snapshot in the first.</summary>
    private ManifestPart Copy(string from)
    {
        using var other = _made.Open(from);
        var part = Snapshot(other).Parts.Single();
        using var file = other.TryOpenSegment(part.Id)!; // It was just made.
        using var cache = _made.Open("a");
        using var landed = Samples.Land(cache, File.ReadAllBytes(file.Path));
        return part;
    }

    private void Save(LocalCache cache, params ManifestPart[] parts)
    {
        var snapshot = Snapshot(cache);
        cache.SaveManifest(snapshot with { Parts = Manifest.Order(parts), Provenance = Provenance.From([snapshot]) });
    }

    private Manifest Snapshot(LocalCache cache) => cache.ManifestsOf(_made.Git.Open().Head()!.Value, FingerprintSet.Current)[0]; // There is a commit.

    private Oid OidOf(string path) => Oid.Parse(_made.Git.Run("rev-parse", $"HEAD:{path}").Trim());

    private static float[] Row(VectorFile file, int row)
    {
        var levels = new sbyte[file.Model.StrideBytes];
        ((IRowSource)file).ReadRow(row, levels, out var scale);
        return [.. levels.Take(file.Model.Dimensions).Select(level => level * scale)];
    }

    private static IEnumerable<string> Told(VerifiedVectors? result) => result!.Differences.Select(d => $"{d.What} {d.Path}"); // The snapshot has vectors.
}
