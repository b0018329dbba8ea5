using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>An empty cache in another's temporary folder, for work that must not be helped by what is there, nor help later work. Deleted when disposed.</summary>
internal sealed class ScratchCache : IDisposable
{
    private readonly string _folder;

    public ScratchCache(LocalCache beside)
    {
        _folder = beside.NewTemporaryPath();
        Cache = LocalCache.Open(beside.Options with { Folder = _folder });
    }

    public LocalCache Cache { get; }

    public void Dispose()
    {
        Cache.Dispose();
        AtomicFile.TryDelete(_folder);
    }
}
