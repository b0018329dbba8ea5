namespace Revdex.Storage.Remote;

/// <param name="Next">For the next page; null: this was the last.</param>
internal readonly record struct BucketPage(IReadOnlyList<StoredObject> Objects, string? Next);
