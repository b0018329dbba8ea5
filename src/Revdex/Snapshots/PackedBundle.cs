namespace Revdex.Snapshots;

/// <summary>A bundle as a manifest names it.</summary>
/// <param name="Head">Its first bytes, which have the hashes of all others.</param>
public readonly record struct PackedBundle(ObjectRef Bundle, ObjectRef Head);
