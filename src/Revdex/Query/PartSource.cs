using Revdex.Scip;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>What compilers say, to be mounted.</summary>
/// <param name="Provenance">Of the snapshot that it is of.</param>
internal readonly record struct PartSource(ScipPart Part, Provenance Provenance);
