namespace Revdex.Query.Freshness;

/// <summary>Watches nothing: each fence says that everything may have changed, so that each answer asks git.</summary>
internal sealed class PollingWatcher : IChangeWatcher
{
    public string Name => "git status";

    public ChangeSet Drain() => new() { Everything = true };

    public bool Follow(ReadOnlySpan<byte> folder) => true;

    public bool IsFollowed(ReadOnlySpan<byte> folder) => true;

    public bool FollowHead() => true;

    public void Dispose()
    {
    }
}
