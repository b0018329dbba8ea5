using System.Runtime.CompilerServices;

namespace Revdex.Query.Tools.Resolving;

/// <summary>
/// Hands what one question decoded and resolved to the next about the same view: agents ask about the same part of a repository again and again.
/// One resolver waits for each mount, while somebody else still holds that; who finds none there makes one.
/// </summary>
internal static class ResolverPool
{
    /// <summary>One that keeps more is let go: a question about everything must not cost memory ever after.</summary>
    private const long BytesMax = 12 << 20;

    private static readonly ConditionalWeakTable<Mount, StrongBox<TargetResolver?>> Spare = [];

    /// <summary>A resolver for one question; to be given back when that was answered.</summary>
    public static TargetResolver Take(QueryState state, CancellationToken cancellation)
    {
        var resolver = Interlocked.Exchange(ref Spare.GetOrCreateValue(state.Mount).Value, null) ?? new TargetResolver(new StateFacts());
        resolver.Facts.Attach(state, cancellation);
        return resolver;
    }

    /// <summary>Not after a failure: what was being made then is in it half made.</summary>
    public static void GiveBack(TargetResolver resolver)
    {
        var facts = resolver.Facts;
        if (facts.Bytes <= BytesMax && !facts.LacksText)
        {
            var spare = Spare.GetOrCreateValue(facts.State.Mount);
            facts.Detach();
            spare.Value = resolver;
        }
    }
}
