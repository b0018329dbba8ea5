using System.Collections.Concurrent;
using Revdex.Storage;

namespace Revdex.Tests.Storage;

/// <summary>A store that notes what is asked of it.</summary>
internal sealed class CountingStore(IObjectStore inner) : IObjectStore
{
    private readonly ConcurrentQueue<(string Verb, string Key)> _calls = new();

    public string Name => inner.Name;

    public StoreSpeed Speed { get; set; } = inner.Speed;

    public bool CanList => inner.CanList;

    /// <summary>What is done before an object is put if absent.</summary>
    public Func<string, CancellationToken, Task>? BeforePut { get; set; }

    /// <summary>Objects that were there when they were opened.</summary>
    public List<string> Got => KeysOf("got");

    public List<string> Asked => [.. _calls.Where(c => c.Verb is "got" or "absent").Select(c => c.Key)];

    /// <summary>Objects that were new.</summary>
    public List<string> Put => KeysOf("put");

    public void Clear() => _calls.Clear();

    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken = default)
    {
        var stream = await inner.OpenAsync(key, cancellationToken);
        _calls.Enqueue((stream is null ? "absent" : "got", key));
        return stream;
    }

    public Task<ReadOnlyMemory<byte>?> GetRangeAsync(string key, long offset, int length, CancellationToken cancellationToken = default) =>
        inner.GetRangeAsync(key, offset, length, cancellationToken);

    public async Task<bool> PutIfAbsentAsync(string key, Stream content, Action<long>? sent, CancellationToken cancellationToken)
    {
        await (BeforePut?.Invoke(key, cancellationToken) ?? Task.CompletedTask);
        var isNew = await inner.PutIfAbsentAsync(key, content, sent, cancellationToken);
        _calls.Enqueue((isNew ? "put" : "present", key));
        return isNew;
    }

    public Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        _calls.Enqueue(("hint", key));
        return inner.PutAsync(key, bytes, cancellationToken);
    }

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken = default) => inner.ListAsync(prefix, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) => inner.DeleteAsync(key, cancellationToken);

    public Task<bool> ExistsAsync(string key, CancellationToken cancellationToken = default) => inner.ExistsAsync(key, cancellationToken);

    private List<string> KeysOf(string verb) => [.. _calls.Where(c => c.Verb == verb).Select(c => c.Key)];
}
