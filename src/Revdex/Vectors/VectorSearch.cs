namespace Revdex.Vectors;

/// <summary>
/// The texts nearest to a vector in several files. Rows of 8 bits are looked at all, or those of the nearest lists in files that have
/// them; the best are then scored with floats. Scores and their order are the same on every machine, for any number of threads, and
/// however the vectors are distributed over files without lists. The first search of a process is part of somebody's first answer: so
/// it uses nothing of .NET's generic code over types of ours, which would be compiled then.
/// </summary>
public static unsafe class VectorSearch
{
    /// <summary>More than any page of results needs.</summary>
    public const int CountMax = 1000;

    /// <summary>
    /// So many rows of each file are scored with floats, beyond twice those that are asked for: the scan rounds the question to 16 bits,
    /// so that rows change places only with what they are all but equal to.
    /// </summary>
    private const int RescoredMin = 64;

    /// <summary>Where less than this part of the rows counts, most of what stands between them need not be read.</summary>
    private const int LiveMin = 4;

    /// <param name="model">That the vector is of.</param>
    /// <param name="sources">A text that several have counts once. Leased meanwhile.</param>
    /// <param name="vector">Any length but zero.</param>
    /// <param name="count">At most <see cref="CountMax"/>.</param>
    /// <returns>The best first; of equals the lesser key.</returns>
    /// <exception cref="RevdexException">A file is of another model, or the vector is none of it.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static VectorHit[] Nearest(VectorModel model, IReadOnlyList<VectorSource> sources, ReadOnlySpan<float> vector, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, CountMax);
        var query = VectorQuery.Of(model, vector);
        var keep = 2 * count + RescoredMin;
        var hits = new HitRanking(sources, keep);
        for (var i = 0; i < sources.Count; i++)
        {
            var source = sources[i];
            model.Require(source.File.Model, $"vector file {source.File.Name}");
            cancellationToken.ThrowIfCancellationRequested();
            using var lease = source.File.Lease();
            AddHits(source, query, keep, hits);
        }

        return hits.Best(count);
    }

    /// <summary>Where a text stands: in all blobs that count, by file, then in the order of blobs.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static IReadOnlyList<BlobPlace> PlacesOf(IReadOnlyList<VectorSource> sources, ChunkKey key)
    {
        var places = new List<BlobPlace>();
        foreach (var (file, live) in sources)
        {
            using var lease = file.Lease();
            if (!file.TryFindRow(key, out var row))
            {
                continue;
            }

            foreach (var place in file.PlacesOfRow(row))
            {
                var blob = file.BlobOfPlace(place);
                if (live?.HasBlob(blob) ?? true)
                {
                    places.Add(new BlobPlace(file.Oid(blob), file.Language(blob), file.Place(place)));
                }
            }
        }

        return [.. places.Distinct()];
    }

    private static void AddHits(in VectorSource source, VectorQuery query, int count, HitRanking hits)
    {
        var (file, live) = source;
        if ((live?.Count ?? file.RowCount) == 0)
        {
            return;
        }

        var ranges = RowLists.RangesFor(file, live, query);
        if (live is null || live.Count >= file.RowCount / LiveMin)
        {
            file.ExpectRows(ranges);
        }

        var top = RowScan.Run(file, live, query, ranges, Math.Min(count, file.RowCount));
        file.ExpectKeys(top.Rows);
        var rows = file.Rows;
        fixed (float* values = query.Values)
        {
            foreach (var row in top.Rows)
            {
                hits.Add(new VectorHit(file.Key(row), RowKernel.DotFloat(rows.Row(row), values, rows.Stride) * file.Scale(row)));
            }
        }
    }
}
