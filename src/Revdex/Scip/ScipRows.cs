using Revdex.Git;

namespace Revdex.Scip;

/// <summary>The occurrences of one document, as they go into a part.</summary>
/// <param name="Path">In the commit's tree, as git has it.</param>
/// <param name="Rows">Ascending, each once.</param>
internal sealed record ScipRows(byte[] Path, Oid Oid, IReadOnlyList<ScipRow> Rows);
