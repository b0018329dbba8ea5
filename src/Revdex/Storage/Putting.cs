namespace Revdex.Storage;

/// <summary>Putting whose progress nobody asks for.</summary>
public static class Putting
{
    /// <inheritdoc cref="IObjectStore.PutIfAbsentAsync"/>
    public static Task<bool> PutIfAbsentAsync(this IObjectStore store, string key, Stream content, CancellationToken cancellationToken = default) =>
        store.PutIfAbsentAsync(key, content, sent: null, cancellationToken);
}
