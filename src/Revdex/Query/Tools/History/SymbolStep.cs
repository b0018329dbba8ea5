using Revdex.Git;
using Revdex.Query.Tools.Changes;

namespace Revdex.Query.Tools.History;

/// <summary>One commit that changed a symbol.</summary>
/// <param name="Commit">Null: what is not committed yet.</param>
/// <param name="Word">As <see cref="SymbolChange"/> has them.</param>
/// <param name="Symbol">As it is after the commit; a removed one as it was.</param>
/// <param name="Path">Of its file, likewise.</param>
/// <param name="Before">As it was; null for one that was added or removed.</param>
/// <param name="OldPath">Of the file it was in; null where <paramref name="Before"/> is.</param>
internal sealed record SymbolStep(LogCommit? Commit, string Word, ComparedSymbol Symbol, byte[] Path, ComparedSymbol? Before, byte[]? OldPath)
{
    /// <summary>Only where it is changed: a merge that brings a renamed file and an edited one together has made nothing of its own.</summary>
    public bool IsSameElsewhere => Before is not null && Word == SymbolChange.Moved && Before.BodyHash == Symbol.BodyHash && Before.Signature == Symbol.Signature;
}
