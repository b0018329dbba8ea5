using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools;

/// <summary>What one use is proven to mean; default where nothing proves it.</summary>
/// <param name="Definition">Null where nothing proves one.</param>
/// <param name="IsAsked">It is what was asked for; otherwise the use means another definition of the name.</param>
/// <param name="IsOneOfSeveral">What was asked for may be several definitions, so that which it is must be said.</param>
internal readonly record struct UseTarget(SymbolSet? Definition, bool IsAsked, bool IsOneOfSeveral)
{
    public bool IsOther => Definition is not null && !IsAsked;
}
