using Revdex.Facts;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>
/// What may run when a member of an interface or a base type is called: what implements or overrides it. A call is proven to mean what its receiver's declared type has, so that
/// without this nothing would seem to call what stands behind an interface. Types of Rust are not looked at.
/// </summary>
internal sealed class Dispatch(TargetResolver resolver)
{
    /// <summary>Implementations of one member that callees lead on to.</summary>
    private const int BelowMax = 64;

    private readonly Dictionary<SymbolSet, List<SymbolSet>> _above = [];

    /// <summary>The members of base types, near and far, that one implements or overrides: calls of these may run it.</summary>
    public IReadOnlyList<SymbolSet> Above(SymbolSet member)
    {
        if (!_above.TryGetValue(member, out var above))
        {
            _above.Add(member, above = AllAbove(member));
        }

        return above;
    }

    /// <summary>These, and behind each what it implements or overrides that is not yet visited.</summary>
    /// <param name="overridden">Gets what was added.</param>
    public IEnumerable<SymbolSet> WithAbove(IEnumerable<SymbolSet> sets, HashSet<SymbolSet> visited, HashSet<SymbolSet> overridden)
    {
        foreach (var set in sets)
        {
            yield return set;
            foreach (var above in Above(set).Where(visited.Add))
            {
                overridden.Add(above);
                yield return above;
            }
        }
    }

    /// <summary>What implements or overrides a member that has no body of its own; none of one that has.</summary>
    public IEnumerable<GraphRow> Below(SymbolRef member, Known weakest)
    {
        if (member.IsFile)
        {
            return [];
        }

        var symbol = resolver.Facts.Symbol(member);
        if (!symbol.IsWalkedOn || symbol.Container < 0 || (symbol.HasBody && (symbol.Flags & SymbolFlags.Abstract) == 0 && !IsOfInterface(member, symbol)) || resolver.Sets.Of(member) is not { } set)
        {
            return [];
        }

        var types = new TypeGraph(resolver.Facts, resolver, int.MaxValue, weakest, BelowMax);
        types.Overrides([set]);
        return types.Members.Rows;
    }

    /// <summary><c>base.Run()</c>, <c>super().run()</c>: runs what is written, whatever overrides it.</summary>
    public bool IsOfBase(in UseSite site) =>
        site.HasReceiver && resolver.Facts.Receiver(site).Text is var receiver && (receiver == "base" || receiver.StartsWith("super", StringComparison.Ordinal));

    private bool IsOfInterface(SymbolRef member, FileSymbol symbol) => resolver.Facts.Symbols(member.File)[symbol.Container].Kind == SymbolKind.Interface;

    private List<SymbolSet> AllAbove(SymbolSet member)
    {
        var symbol = resolver.Facts.Symbol(member.Members[0]);
        var language = resolver.Facts.Symbols(member.Members[0].File).Language;
        if (!symbol.IsWalkedOn || symbol.Kind == SymbolKind.Constructor || member.HasStatic || !member.IsMember)
        {
            return [];
        }

        var alike = Array.FindAll(resolver.Sets.Of(member.Name, language.Family), s => s != member && s.IsMember && s.Owner != member.Owner);
        if (alike.Length == 0 || TypeOf(member) is not { } type)
        {
            return [];
        }

        if (language.Family == "go")
        {
            return [.. alike.Where(s => TypeOf(s) is { } owner && IsMetBy(owner, member.Owner))];
        }

        var bases = InheritedMembers.Ancestors(resolver, type).ToLookup(t => t.Key, StringComparer.Ordinal);
        return [.. alike.Where(s => bases[s.Owner].FirstOrDefault() is { } basis && (language.Id != "csharp" || IsInterface(basis) || member.Members.Exists(IsOverride)))];
    }

    /// <summary>Whether what has the owner's key has all methods of a Go interface, by their names.</summary>
    private bool IsMetBy(SymbolSet type, string owner) =>
        IsInterface(type) && TypeGraph.MethodsOf(resolver.Facts, type.Members[0]) is { Count: > 0 } names && names.TrueForAll(name => Array.Exists(resolver.Sets.Of(name, "go"), s => s.Owner == owner));

    private bool IsInterface(SymbolSet type) => resolver.Facts.Symbol(type.Members[0]).Kind == SymbolKind.Interface;

    private bool IsOverride(SymbolRef member) => resolver.Facts.Signature(member).Contains("override ", StringComparison.Ordinal);

    private SymbolSet? TypeOf(SymbolSet member) => TypeGraph.OwnerOf(resolver, member);
}
