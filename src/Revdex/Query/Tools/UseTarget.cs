using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools;

/// <summary>What one use is proven to mean; default where nothing proves it.</summary>
/// <param name="Definition">Null where nothing proves one.</param>
/// <param name="IsAsked">It is what was asked for; otherwise the use means another definition of the name.</param>
/// <param name="IsOneOfSeveral">What was asked for may be several definitions, so that which it is must be said.</param>
/// <param name="IsExact">A compiler says so, and neither file changed since.</param>
/// <param name="Elsewhere">Where a compiler says it is, if that is no symbol of the view; else null.</param>
internal readonly record struct UseTarget(SymbolSet? Definition, bool IsAsked, bool IsOneOfSeveral, bool IsExact = false, string? Elsewhere = null)
{
    public bool IsResolved => Definition is not null && IsAsked;

    public bool IsOther => Elsewhere is not null || (Definition is not null && !IsAsked);
}
