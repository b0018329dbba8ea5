namespace Revdex.Storage.Remote;

/// <summary>
/// One place in a remote store, each method one request that is sent once: trying again, time-outs and resuming are <see cref="RemoteStore"/>'s.
/// Safe for many threads. Failures are <see cref="StoreFault"/>, what the network throws, or what <see cref="Translate"/> knows; keys are checked by the caller.
/// </summary>
internal interface IBucket
{
    /// <summary>The place as a user would write it, without secrets.</summary>
    string Name { get; }

    bool CanList { get; }

    /// <summary>What a client library complained of, also while a body was read, as a <see cref="StoreFault"/> or what the network threw.</summary>
    Exception Translate(Exception e);

    /// <summary>The object from an offset on, or null where there is none. Ranges beyond its end give an empty body.</summary>
    /// <param name="length">Null: to its end. The store may send more.</param>
    /// <param name="etag">Of an earlier read that this one goes on with: another version is a <see cref="StoreFault"/>.</param>
    Task<BucketRead?> GetAsync(string key, long offset, long? length, string? etag, CancellationToken cancellationToken);

    /// <summary>The object's mark (<see cref="PutAsync"/>), empty where it has none; null where there is no object.</summary>
    Task<string?> MarkOfAsync(string key, CancellationToken cancellationToken);

    /// <summary>Puts a small object. False: it is there, and was to be put only if absent.</summary>
    /// <param name="body">Can seek.</param>
    /// <param name="mark">Kept with the object, so that a writer whose answer got lost can tell its own from another's.</param>
    Task<bool> PutAsync(string key, Stream body, bool ifAbsent, string mark, CancellationToken cancellationToken);

    /// <summary>Begins an object that is put in parts, if absent.</summary>
    Task<IPartedPut> BeginPartsAsync(string key, string mark, CancellationToken cancellationToken);

    /// <summary>One page of the objects whose keys begin so, in order.</summary>
    /// <param name="after">Where the page before ended; null: the first.</param>
    Task<BucketPage> ListAsync(string prefix, string? after, CancellationToken cancellationToken);

    Task DeleteAsync(string key, CancellationToken cancellationToken);
}
