namespace Revdex.Query.Tools.Resolving;

/// <summary>Finds what a name with its type means where the type only inherits it: <c>Flask.route</c>, which a base class of <c>Flask</c> defines.</summary>
internal static class InheritedMembers
{
    /// <summary>Of base types; longer chains have loops in them.</summary>
    private const int DepthMax = 16;

    /// <summary>A name that so many types have says nothing.</summary>
    private const int TypesMax = 64;

    /// <summary>The members of that name of the nearest base types that have any; none where the type has no such base, or is not known.</summary>
    /// <param name="type">Name of the type, with containers or without.</param>
    public static List<SymbolSet> Of(TargetResolver resolver, string type, string member)
    {
        if (resolver.Facts.Definitions(member).Length == 0)
        {
            return [];
        }

        var types = AskedSymbols.OfSymbol(resolver, type).Symbols.Take(TypesMax).Select(resolver.Sets.Of).OfType<SymbolSet>().Where(s => s.IsTypeName).ToHashSet();
        return LevelsAbove(resolver, types).Select(level => level.SelectMany(t => MembersOf(resolver, t, member)).ToList()).FirstOrDefault(members => members.Count > 0) ?? [];
    }

    /// <summary>The types that one derives from, near and far.</summary>
    public static IEnumerable<SymbolSet> Ancestors(TargetResolver resolver, SymbolSet type) => LevelsAbove(resolver, [type]).SelectMany(level => level);

    /// <summary>The full name of the base type that declares the member; null where there is none.</summary>
    public static string? OwnerOf(TargetResolver resolver, string type, string member) => Of(resolver, type, member) is [var first, ..] ? first.OwnerFullName : null;

    /// <summary>The ways to read a name, for who has no resolver at hand.</summary>
    public static IEnumerable<NameReading> Readings(ToolCall call, string text) => NameReading.Of(text, (type, member) =>
    {
        var resolver = ResolverPool.Take(call.State, call.Cancellation);
        var owner = OwnerOf(resolver, type, member);
        ResolverPool.GiveBack(resolver);
        return owner;
    });

    /// <summary>The bases of types, then the bases of these, and so on: each type once, none of the given ones.</summary>
    /// <param name="types">Gets what is found.</param>
    private static IEnumerable<List<SymbolSet>> LevelsAbove(TargetResolver resolver, HashSet<SymbolSet> types)
    {
        var level = types.ToList();
        for (var depth = 0; depth < DepthMax && level.Count > 0; depth++)
        {
            level = [.. level.SelectMany(t => BasesOf(resolver, t)).Where(types.Add)];
            yield return level;
        }
    }

    /// <summary>What is proven to be a base, or is the only type of its name.</summary>
    private static IEnumerable<SymbolSet> BasesOf(TargetResolver resolver, SymbolSet type)
    {
        foreach (var member in type.Members)
        {
            foreach (var site in resolver.Facts.BasesIn(member.File))
            {
                if (site.Enclosing == member.Symbol && (resolver.Proven(site) ?? (resolver.Fitting(site, site.Name) is [var only] ? only : null)) is { IsTypeName: true } found)
                {
                    yield return found;
                }
            }
        }
    }

    private static IEnumerable<SymbolSet> MembersOf(TargetResolver resolver, SymbolSet type, string member) =>
        resolver.Sets.Of(member, resolver.Facts.Symbols(type.Members[0].File).Language.Family).Where(s => s.Owner == type.Key);
}
