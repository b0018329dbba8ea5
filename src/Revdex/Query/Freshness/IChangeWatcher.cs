namespace Revdex.Query.Freshness;

/// <summary>Tells what changed in a working tree and its git directory. Used by one thread at a time.</summary>
internal interface IChangeWatcher : IDisposable
{
    /// <summary>How it works, for people: "inotify".</summary>
    string Name { get; }

    /// <summary>The fence: what changed since the last call, with every change that was made before this call began.</summary>
    ChangeSet Drain();

    /// <summary>From now on changes of entries of this folder (empty: the top) are told. False where watching is not to be had (any more).</summary>
    bool Follow(ReadOnlySpan<byte> folder);

    /// <summary>Whether <see cref="Follow"/> has nothing to do for this folder.</summary>
    bool IsFollowed(ReadOnlySpan<byte> folder);

    /// <summary>From now on changes to the branch that is checked out are told, whichever it is now.</summary>
    bool FollowHead();
}
