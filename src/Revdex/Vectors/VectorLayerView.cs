using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>A layer as it was when this was taken, until disposed (once or more).</summary>
public sealed class VectorLayerView : IDisposable
{
    private readonly LayerPart[] _parts;
    private LayerState? _state;

    internal VectorLayerView(LayerState state)
    {
        (_state, _parts) = (state, state.Parts);
        Sources = [.. _parts.Select(p => new VectorSource(p.File, p.Live))];
    }

    /// <summary>What to search, beside the files that came with snapshots.</summary>
    public IReadOnlyList<VectorSource> Sources { get; }

    /// <summary>The same, held to some of the blobs.</summary>
    /// <param name="isLive">As for <see cref="LiveRows.Of"/>.</param>
    public IReadOnlyList<VectorSource> SourcesOf(Func<VectorFile, int, bool> isLive) =>
        [.. _parts.Select(p => new VectorSource(p.File, LiveRows.Of(p.File, (file, blob) => p.Live.HasBlob(blob) && isLive(file, blob))))];

    /// <summary>Blobs that count.</summary>
    internal int BlobCount => _parts.Sum(part => part.BlobCount);

    public void Dispose() => Interlocked.Exchange(ref _state, null)?.Release();

    /// <summary>Whether a blob was embedded in this language, with chunks or without.</summary>
    internal bool HasBlob(Oid oid, SegmentLanguage language) =>
        Array.Exists(_parts, p => p.File.FindLanguage(language.Id, language.Fingerprint) is var ordinal and >= 0 && p.File.TryFindBlob(oid, ordinal, out var blob) && p.Live.HasBlob(blob));

    /// <summary>Whether a blob of one of the files counts.</summary>
    internal bool HasBlob(VectorFile file, int blob) => Array.Find(_parts, p => p.File == file)?.Live.HasBlob(blob) ?? false;
}
