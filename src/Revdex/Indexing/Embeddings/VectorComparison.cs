using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>Compares what a snapshot's vector file has of blobs with what was made of them here.</summary>
/// <param name="ours">Null: there is no model, so that places alone are compared.</param>
/// <param name="isExact">Whether the model gives the same numbers everywhere.</param>
internal sealed class VectorComparison(MappedVectors their, VectorFile? ours, bool isExact)
{
    /// <summary>
    /// The square of how far apart two vectors of a model may be that is not exact: a cosine of 0.99 for those of length 1. Rounding to 8 bits takes a small part of it; models of 8 bits
    /// scale their numbers by what else is in the batch.
    /// </summary>
    private const double DistanceSquareMax = 0.02;

    private readonly VectorFile _theirs = their.Vectors;
    private readonly sbyte[] _theirRow = new sbyte[their.Vectors.Model.StrideBytes];
    private readonly sbyte[] _ourRow = new sbyte[their.Vectors.Model.StrideBytes];

    /// <summary>What is compared.</summary>
    public ContentHash Part { get; } = their.File.Id;

    /// <summary>Rows that were compared.</summary>
    public long RowCount { get; private set; }

    public bool Has(in BlobPlan blob) => _theirs.HasBlob(blob.Target.Oid, blob.Target.Language);

    /// <summary>What of a blob that the file has is not as it is here; null: nothing.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public string? Differs(in BlobPlan blob) =>
        ours is not null ? Differs(RangeIn(_theirs, blob), RangeIn(ours, blob), ours) : ArePlacesOf(blob) ? null : VectorDifference.Places;

    /// <summary>Without the model nobody knows which of the chunks it makes no vector of.</summary>
    private bool ArePlacesOf(in BlobPlan blob)
    {
        var (start, end) = RangeIn(_theirs, blob);
        var expected = blob.Places.ToHashSet();
        return Enumerable.Range(start, end - start).All(place => expected.Contains(_theirs.Place(place)));
    }

    private string? Differs((int Start, int End) there, (int Start, int End) here, VectorFile from)
    {
        var count = there.End - there.Start;
        if (count != here.End - here.Start || Enumerable.Range(0, count).Any(i => _theirs.Place(there.Start + i) != from.Place(here.Start + i)))
        {
            return VectorDifference.Places;
        }

        RowCount += count;
        return Enumerable.Range(0, count).Any(i => !IsSameRow(_theirs.RowOfPlace(there.Start + i), from, from.RowOfPlace(here.Start + i))) ? VectorDifference.Rows : null;
    }

    private bool IsSameRow(int theirRow, IRowSource from, int ourRow)
    {
        ((IRowSource)_theirs).ReadRow(theirRow, _theirRow, out var theirScale);
        from.ReadRow(ourRow, _ourRow, out var ourScale);
        if (isExact)
        {
            return theirScale == ourScale && _theirRow.AsSpan().SequenceEqual(_ourRow);
        }

        var squares = 0d;
        for (var i = 0; i < _ourRow.Length; i++)
        {
            var apart = (double)_theirRow[i] * theirScale - (double)_ourRow[i] * ourScale;
            squares += apart * apart;
        }

        return squares <= DistanceSquareMax;
    }

    private static (int Start, int End) RangeIn(VectorFile file, in BlobPlan blob)
    {
        var language = file.FindLanguage(blob.Target.Language.Id, blob.Target.Language.Fingerprint);
        return file.TryFindBlob(blob.Target.Oid, language, out var found) ? file.PlacesOf(found) : throw new ArgumentException($"{blob.Target.Oid} is not in {file.Name}", nameof(blob));
    }
}
