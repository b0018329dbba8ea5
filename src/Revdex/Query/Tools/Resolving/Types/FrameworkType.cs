namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>One of <see cref="FrameworkTypes"/>.</summary>
internal sealed class FrameworkType(string bases, string members)
{
    public IReadOnlySet<string> Bases { get; } = Names(bases);

    public IReadOnlySet<string> Members { get; } = Names(members);

    private static HashSet<string> Names(string names) => new(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
