using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>Writes what a plan holds; the bytes depend on that alone.</summary>
internal sealed class VectorFileWriter : IDisposable
{
    private readonly VectorFilePlan _plan;
    private readonly ContainerWriter _writer;
    private readonly RowClusters _clusters;

    private VectorFileWriter(VectorFilePlan plan, RowClusters clusters, Stream to)
    {
        (_plan, _clusters) = (plan, clusters);
        _writer = new ContainerWriter(VectorFormat.File, to);
    }

    /// <param name="plan">Complete.</param>
    /// <param name="listRowsMin">So many rows and more are gathered in lists.</param>
    /// <param name="to">A stream that seeks; written from its position, not flushed.</param>
    public static void Write(VectorFilePlan plan, int listRowsMin, Stream to)
    {
        var clusters = plan.Rows.Length >= listRowsMin ? RowClustering.Of(plan) : RowClusters.None;
        using var writer = new VectorFileWriter(plan, clusters, to);
        writer.WriteAll();
    }

    public void Dispose() => _writer.Dispose();

    private void WriteAll()
    {
        SegmentLanguage[] languages = [.. _plan.Blobs.Select(b => b.Language).Distinct().Order()];
        Begin(VectorSection.Model);
        _writer.Write(_plan.Model.Write());
        Begin(VectorSection.Languages);
        _writer.Write(LanguageList.Write(languages));
        WriteBlobs(languages);
        WritePlaces();
        WriteKeys();
        WriteRowPlaces();
        WriteNumbers<int>(VectorSection.ListEnds, _clusters.Ends);
        WriteNumbers<float>(VectorSection.CentroidScales, _clusters.Scales);
        WriteNumbers<sbyte>(VectorSection.Centroids, _clusters.Centroids);
        WriteRows();
        _writer.Complete();
    }

    private void WriteBlobs(SegmentLanguage[] languages)
    {
        Begin(VectorSection.Blobs);
        var oidLength = _plan.Blobs.Count == 0 ? 0 : _plan.Blobs[0].Oid.Length;
        _writer.Write(KeyedRows.WritePrefix(_plan.Blobs.Count, oidLength));
        var row = new byte[oidLength + VectorFormat.BlobFixedBytes];
        foreach (var blob in _plan.Blobs)
        {
            blob.Oid.Span.CopyTo(row);
            BinaryPrimitives.WriteInt32LittleEndian(row.AsSpan(oidLength), blob.PlacesEnd);
            BinaryPrimitives.WriteUInt16LittleEndian(row.AsSpan(oidLength + VectorFormat.BlobLanguageOffset), (ushort)Array.BinarySearch(languages, blob.Language));
            _writer.Write(row);
        }
    }

    private void WritePlaces()
    {
        Begin(VectorSection.Places);
        for (var i = 0; i < _plan.Places.Length; i++)
        {
            var place = _plan.Places[i];
            ReadOnlySpan<int> numbers = [Position(_plan.PlaceRows[i]), place.FirstLine, place.LastLine, place.StartByte, place.EndByte, place.Symbol];
            _writer.Write(MemoryMarshal.AsBytes(numbers));
        }
    }

    private void WriteKeys()
    {
        Begin(VectorSection.Keys);
        Span<byte> key = stackalloc byte[ChunkKey.LengthBytes];
        for (var i = 0; i < _plan.Rows.Length; i++)
        {
            _plan.Rows[RowAt(i)].Key.CopyTo(key);
            _writer.Write(key);
        }

        WriteNumbers<int>(VectorSection.KeyOrder, _clusters.Positions);
    }

    private void WriteRowPlaces()
    {
        var ends = new int[_plan.Rows.Length + 1];
        foreach (var row in _plan.PlaceRows)
        {
            ends[Position(row) + 1]++;
        }

        for (var i = 1; i < ends.Length; i++)
        {
            ends[i] += ends[i - 1];
        }

        // Each row's end is at first where it begins, and moves on with every place.
        var places = new int[_plan.Places.Length];
        for (var place = 0; place < places.Length; place++)
        {
            places[ends[Position(_plan.PlaceRows[place])]++] = place;
        }

        WriteNumbers<int>(VectorSection.RowPlaceEnds, ends.AsSpan(0, _plan.Rows.Length));
        WriteNumbers<int>(VectorSection.RowPlaces, places);
    }

    private void WriteRows()
    {
        Begin(VectorSection.Rows);
        var scales = new float[_plan.Rows.Length];
        var row = new sbyte[_plan.Model.StrideBytes];
        for (var i = 0; i < scales.Length; i++)
        {
            _plan.ReadRow(RowAt(i), row, out scales[i]);
            _writer.Write(MemoryMarshal.AsBytes<sbyte>(row));
        }

        WriteNumbers<float>(VectorSection.Scales, scales);
    }

    /// <summary>Where the row that is at an index by key comes to stand.</summary>
    private int Position(int row) => _clusters.Positions is [] ? row : _clusters.Positions[row];

    private int RowAt(int position) => _clusters.Order is [] ? position : _clusters.Order[position];

    private void WriteNumbers<T>(VectorSection section, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        Begin(section);
        _writer.Write(MemoryMarshal.AsBytes(numbers));
    }

    private void Begin(VectorSection section) => _writer.Begin(VectorFormat.Kind(section));
}
