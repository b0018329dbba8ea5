using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>What the index has for a path; mode 0: nothing.</summary>
internal readonly record struct TrackedEntry(Oid Oid, int Mode);
