namespace Revdex.Storage;

/// <summary>
/// Named, opaque bytes that snapshots are published to and pulled from. Safe for many threads and many processes at once. Keys follow
/// <see cref="StoreKey"/>; a key that does not is an <see cref="ArgumentException"/>. An absent object is null or false, never an error;
/// everything else that goes wrong in the store is a <see cref="RevdexException"/> with <see cref="ExitCode.Store"/>.
/// An object is visible whole or not at all, whatever becomes of its writer.
/// </summary>
public interface IObjectStore
{
    /// <summary>The store's address as a user would write it, without secrets.</summary>
    string Name { get; }

    StoreSpeed Speed { get; }

    /// <summary>Whether <see cref="ListAsync"/> works; a web server's files cannot be listed.</summary>
    bool CanList { get; }

    /// <summary>The object's bytes from the start, or null where there is none. The caller disposes the stream, which need not seek.</summary>
    Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Up to <paramref name="length"/> bytes from <paramref name="offset"/>, fewer where the object ends (none from its end on), or null where there is no object.</summary>
    Task<ReadOnlyMemory<byte>?> GetRangeAsync(string key, long offset, int length, CancellationToken cancellationToken = default);

    /// <summary>Whether <see cref="GetRangeAsync"/> takes little where little is asked for; some web servers send all, and all before is thrown away.</summary>
    /// <param name="key">An object to try it with; one request, the first time.</param>
    Task<bool> HasRangesAsync(string key, CancellationToken cancellationToken = default) => Task.FromResult(true);

    /// <summary>
    /// Puts the bytes of <paramref name="content"/> from its position to its end. Of writers that race for one key exactly one is told true.
    /// False: an object was there and stays as it is; <paramref name="content"/> may or may not have been read.
    /// </summary>
    /// <param name="sent">Told how many bytes more are under way or written, on any thread; null: nobody asks.</param>
    Task<bool> PutIfAbsentAsync(string key, Stream content, Action<long>? sent, CancellationToken cancellationToken);

    /// <summary>Puts or replaces a mutable object (<see cref="StoreKey.IsMutable"/>); the last writer wins.</summary>
    /// <exception cref="ArgumentException">The key names an immutable object.</exception>
    Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default);

    /// <summary>Every object whose key starts with <paramref name="prefix"/> (any text, not only whole folders), in ordinal order of keys.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Removes the object; an absent one is fine.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken = default);

    Task<bool> ExistsAsync(string key, CancellationToken cancellationToken = default);
}
