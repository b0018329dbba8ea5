using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>An immutable object of the store as a manifest names it: what its bytes must hash to and how many there must be.</summary>
public readonly record struct ObjectRef(ContentHash Sha256, long SizeBytes);
