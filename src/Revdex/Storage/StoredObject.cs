namespace Revdex.Storage;

/// <summary>What a listing tells about one object.</summary>
/// <param name="ModifiedAt">When it was put, by the store's clock.</param>
public readonly record struct StoredObject(string Key, long SizeBytes, DateTimeOffset ModifiedAt);
