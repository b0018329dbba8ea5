using System.Collections.Concurrent;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Snapshots;

/// <summary>A repository, a store that counts, and as many machines with caches of their own as a test wants.</summary>
internal sealed class SnapshotWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _toDispose = [];
    private int _machines;

    public SnapshotWorld(ObjectFormat objectFormat = ObjectFormat.Sha1)
    {
        Repository = Own(TestRepository.Init(objectFormat));
        Store = new CountingStore(new FolderStore(StoreFolder));
    }

    public TestRepository Repository { get; }

    public CountingStore Store { get; }

    public string StoreFolder => _folder["store"];

    public ConcurrentQueue<string> Reports { get; } = new();

    public TestRepository Clone(params string[] options) => Own(Repository.Clone(options));

    /// <summary>Somebody with an empty cache.</summary>
    public SnapshotMachine Machine(TestRepository? clone = null, params (string Language, string Fingerprint)[] otherFingerprints) =>
        MachineIn(_folder[$"cache-{_machines++}"], clone ?? Repository, otherFingerprints);

    public SnapshotMachine MachineIn(string cacheFolder, TestRepository clone, params (string Language, string Fingerprint)[] otherFingerprints) =>
        Own(new SnapshotMachine(cacheFolder, clone.Open(), Store, Reports, seal: null, otherFingerprints));

    /// <summary>Somebody who comes to the store another way.</summary>
    public SnapshotMachine MachineOn(IObjectStore store) => Own(new SnapshotMachine(_folder[$"cache-{_machines++}"], Repository.Open(), store, Reports));

    /// <summary>Somebody who signs or trusts keys.</summary>
    /// <param name="cacheFolder">Null: an empty one.</param>
    public SnapshotMachine Machine(ManifestSeal seal, string? cacheFolder = null) =>
        Own(new SnapshotMachine(cacheFolder ?? _folder[$"cache-{_machines++}"], Repository.Open(), Store, Reports, seal));

    /// <summary>Writes files (name → lines) and commits.</summary>
    public Oid Commit(params (string Path, string Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            Repository.Write(path, content);
        }

        return Repository.Commit();
    }

    /// <summary>A first commit with a C# and a Python part, large enough that small changes are small.</summary>
    public Oid CommitStart(int files = 40) => Commit([.. Enumerable.Range(0, files).Select(i => ($"src/f{i}.{(i % 4 == 0 ? "py" : "cs")}", Lines($"f{i}", 30)))]);

    public static string Lines(string prefix, int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{prefix}_{i}\n"));

    public void Dispose()
    {
        _toDispose.Reverse();
        _toDispose.ForEach(d => d.Dispose());
        _folder.Dispose();
    }

    private T Own<T>(T thing)
        where T : IDisposable
    {
        _toDispose.Add(thing);
        return thing;
    }
}
