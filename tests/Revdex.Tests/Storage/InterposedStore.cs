using System.Runtime.CompilerServices;
using Revdex.Storage;

namespace Revdex.Tests.Storage;

/// <summary>A store before whose every request something else may happen, told the verb and the key.</summary>
internal sealed class InterposedStore(IObjectStore inner, Func<string, string, Task> before) : IObjectStore
{
    public string Name => inner.Name;

    public StoreSpeed Speed => inner.Speed;

    public bool CanList => inner.CanList;

    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken = default)
    {
        await before("get", key);
        return await inner.OpenAsync(key, cancellationToken);
    }

    public async Task<ReadOnlyMemory<byte>?> GetRangeAsync(string key, long offset, int length, CancellationToken cancellationToken = default)
    {
        await before("get", key);
        return await inner.GetRangeAsync(key, offset, length, cancellationToken);
    }

    public async Task<bool> PutIfAbsentAsync(string key, Stream content, Action<long>? sent, CancellationToken cancellationToken)
    {
        await before("put", key);
        return await inner.PutIfAbsentAsync(key, content, sent, cancellationToken);
    }

    public async Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        await before("put", key);
        await inner.PutAsync(key, bytes, cancellationToken);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await before("list", prefix);
        await foreach (var found in inner.ListAsync(prefix, cancellationToken))
        {
            yield return found;
        }
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        await before("delete", key);
        await inner.DeleteAsync(key, cancellationToken);
    }

    public async Task<bool> ExistsAsync(string key, CancellationToken cancellationToken = default)
    {
        await before("exists", key);
        return await inner.ExistsAsync(key, cancellationToken);
    }
}
