namespace Revdex.Storage.Remote;

/// <summary>An object on its way in parts; invisible until it is complete. Parts may be put at once, in any order and again.</summary>
internal interface IPartedPut
{
    /// <param name="number">From 1.</param>
    Task PutAsync(int number, Stream body, CancellationToken cancellationToken);

    /// <summary>Makes the object of all parts up to the last. False: one was there already.</summary>
    Task<bool> CompleteAsync(int partCount, CancellationToken cancellationToken);

    /// <summary>Drops the parts; where that fails the store does it some day.</summary>
    Task AbortAsync(CancellationToken cancellationToken);
}
