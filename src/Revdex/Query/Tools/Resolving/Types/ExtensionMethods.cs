using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>
/// Decides between a C# type's own members and extension methods that are called on its values. An extension method is proven where it is the only one in scope that takes the value, as many arguments and type
/// arguments, and where the type has no such member: one that the view shows, or a base type may have that the view has not. Whoever writes an extension method of a type does it since that type has no such
/// member: so a type of another program's is asked for none, unless the method stands within a <c>#if</c> or in a namespace of the framework's, as methods do that later versions of a type have.
/// </summary>
internal sealed class ExtensionMethods(StateFacts facts, SymbolSets sets, TypeMembers members, CSharpTypes types, ProjectUsings projects, Func<UseSite, SymbolSet?> prove)
{
    private static readonly HashSet<string> ArrayInterfaces = new(StringComparer.Ordinal) { "IEnumerable", "ICollection", "IList", "IReadOnlyCollection", "IReadOnlyList", "Array" };

    private readonly ExtensionDeclarations _declarations = new(facts, types);
    private readonly Dictionary<SymbolSet, Ancestors> _ancestors = [];

    /// <param name="receiver">The type of what stands before the dot.</param>
    /// <param name="isOfBases">That is <c>base</c>.</param>
    /// <param name="isWhole">No <c>?.</c> takes the value out of what is nullable.</param>
    public SymbolSet? Choose(in UseSite site, Candidates candidates, KnownType receiver, bool isOfBases, bool isWhole)
    {
        receiver = isWhole ? receiver : receiver with { IsNullable = false };
        var type = receiver is { IsNullable: true, IsName: false } && types.IsStruct(receiver) ? null : receiver.Single;
        if (isOfBases)
        {
            return type is not null && members.OfBases(type, site, candidates) is { } inherited && CSharpCalls.MayMean(facts, site, inherited) ? inherited : null;
        }

        var (member, isKnown) = type is null ? (null, true) : members.Find(type, site, candidates);
        if (!isKnown)
        {
            return null;
        }

        var isCall = site.Role == OccurrenceRole.Call && !receiver.IsName;
        if (member is not null && CSharpCalls.MayMean(facts, site, member))
        {
            return isCall && IsTaken(site, candidates, receiver) ? null : member;
        }

        return isCall && !IsHiddenByValue(site.Name, type) ? Find(site, candidates, receiver) : null;
    }

    /// <summary>Whether an extension method can be called so as well: which of both takes such arguments is not looked into.</summary>
    private bool IsTaken(in UseSite site, Candidates candidates, KnownType receiver)
    {
        CallShape? call = null;
        foreach (var set in candidates.Sets)
        {
            if (_declarations.Of(set) is { Count: > 0 } methods && IsInScope(site, methods[0].Method) && Takes(methods, call ??= CallShape.Of(facts, site), receiver) == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A delegate in a property or field of the type is called before any extension method.</summary>
    private bool IsHiddenByValue(string name, SymbolSet? type) =>
        type is not null && Array.Exists(sets.Of(name, "csharp"), s => s.IsValue && AncestorsOf(type) is var all && (s.Owner == type.Key || all.Types.Any(t => t.Key == s.Owner)));

    private SymbolSet? Find(in UseSite site, Candidates candidates, KnownType receiver)
    {
        SymbolSet? found = null;
        CallShape? call = null;
        var name = site.Name;
        foreach (var set in candidates.Sets)
        {
            if (_declarations.Of(set) is not { Count: > 0 } methods || !IsInScope(site, methods[0].Method) || !CSharpCalls.IsSeen(facts, site, set))
            {
                continue;
            }

            var takes = Takes(methods, call ??= CallShape.Of(facts, site), receiver);
            if (takes is null || (takes == true && found is not null))
            {
                return null;
            }

            found = takes == true ? set : found;
        }

        return found is not null && call is { Count: >= 0 } shape && !IsLikelyTheirs(name, receiver)
            && _declarations.Of(found).Exists(m => Takes([m], shape, receiver) == true && LacksMember(name, receiver, m)) ? found : null;
    }

    /// <summary>Whether one of the methods takes a value and as many arguments; null where that cannot be told.</summary>
    private bool? Takes(List<ExtensionMethod> methods, CallShape call, KnownType receiver)
    {
        bool? takes = false;
        foreach (var method in methods)
        {
            if ((call.TypeCount > 0 && method.Arity != call.TypeCount) || (call.Count >= 0 && !method.Parameters.Takes(call.Count, method.Given)))
            {
                continue;
            }

            var converts = Converts(receiver, method);
            takes = takes == true || converts == true ? true : converts is null ? null : takes;
        }

        return takes;
    }

    private bool? Converts(KnownType receiver, ExtensionMethod method)
    {
        if (method.IsAny)
        {
            return receiver.Rank >= method.Rank;
        }

        if (method.Type is not { } type)
        {
            return null;
        }

        if (receiver.Rank > 0 || type.Rank > 0)
        {
            return receiver.Rank > 0 && type.Rank == 0 ? (type.Set is not null ? false : ArrayInterfaces.Contains(type.Written?.Name ?? "") ? true : FrameworkTypes.IsKnown(type.Written?.Name ?? "") ? false : null)
                : receiver.Rank != type.Rank ? false : Converts(receiver with { Rank = 0 }, method with { Type = type with { Rank = 0 } });
        }

        return receiver.Set is { } set ? OfView(set, receiver, type) : Outside(receiver, type);
    }

    private bool? OfView(SymbolSet set, KnownType receiver, KnownType type)
    {
        if (type.Set == set)
        {
            return !types.IsStruct(receiver) || receiver.IsNullable == type.IsNullable;
        }

        if (receiver.IsNullable && types.IsStruct(receiver))
        {
            return false;
        }

        var ancestors = AncestorsOf(set);
        return type.Set is { } other ? (ancestors.Types.Contains(other) ? true : ancestors.IsUnknown || receiver.IsParameter ? null : false)
            : type.Written is not { } written || ancestors.IsUnknown ? null
            : ancestors.Outside.Contains(written.Name) ? true
            : ancestors.Outside.All(FrameworkTypes.IsKnown) && !receiver.IsParameter && FrameworkTypes.IsKnown(written.Name) ? ancestors.Outside.Any(o => FrameworkTypes.IsA(o, written.Name))
            : ancestors.Outside.Count == 0 && !receiver.IsParameter ? false : null;
    }

    private static bool? Outside(KnownType receiver, KnownType type)
    {
        if (receiver.Written is not { } own || (type.Set is null && type.Written is null))
        {
            return null;
        }

        if (type.Set is not null)
        {
            return FrameworkTypes.IsKnown(own.Name) || own.ArgumentsAt < 0 && WrittenType.IsOfKeyword(own.Name) ? false : null;
        }

        var (name, other) = (own.Name, type.Written!.Name); // Not null: checked above.
        if (name == other)
        {
            return own.Text == type.Written.Text ? (receiver.IsNullable == type.IsNullable || name is "String" ? true : WrittenType.IsOfKeyword(name) ? false : null) : own.ArgumentsAt >= 0 && type.Written.ArgumentsAt >= 0 ? true : null;
        }

        return WrittenType.IsOfKeyword(name) && WrittenType.IsOfKeyword(other) ? false
            : FrameworkTypes.IsKnown(name) && FrameworkTypes.IsKnown(other) ? FrameworkTypes.IsA(name, other) : null;
    }

    /// <summary>Whether a value of the type has no member of the name, but those that were looked for in the view.</summary>
    private bool LacksMember(string name, KnownType receiver, ExtensionMethod method)
    {
        if (FrameworkTypes.HasMember("Object", name))
        {
            return false;
        }

        var written = method.Type?.Written?.Name;
        var isOwn = !method.IsAny && method.Type is { } type && (receiver.Set is not null ? receiver.Set == type.Set : type.Set is null && receiver.Written?.Name == written) && receiver.Rank == type.Rank;
        if (receiver.Rank > 0)
        {
            return !FrameworkTypes.HasMember("Array", name);
        }

        if (receiver.Set is { } set)
        {
            return isOwn || (!AncestorsOf(set).IsUnknown && AncestorsOf(set).Giving.All(b => b == written ? !IsPolyfill(method) : FrameworkTypes.IsKnown(b) && !FrameworkTypes.HasMember(b, name)));
        }

        return receiver.Written is { } own && (FrameworkTypes.IsKnown(own.Name) ? !FrameworkTypes.HasMember(own.Name, name) : isOwn && !IsPolyfill(method));
    }

    /// <summary>Stands in for what other versions of the type have.</summary>
    private bool IsPolyfill(ExtensionMethod method)
    {
        var symbols = facts.Symbols(method.Method.File);
        var before = facts.Text(method.Method.File).Content.Span[..symbols[method.Method.Symbol].StartByte];
        var space = symbols.NamespaceOf(method.Method.Symbol);
        return space == "System" || space.StartsWith("System.", StringComparison.Ordinal) || System.MemoryExtensions.Count(before, "#if "u8) > System.MemoryExtensions.Count(before, "#endif"u8);
    }

    /// <summary>The framework has an extension method of the name too, which may take the value.</summary>
    private bool IsLikelyTheirs(string name, KnownType receiver) =>
        FrameworkTypes.HasExtension(name) && (receiver.Rank > 0 || receiver.Set is not { } set || AncestorsOf(set) is not { IsUnknown: false, Outside.Count: 0 });

    /// <summary>Its class stands in a namespace around the use, or in one that is imported.</summary>
    private bool IsInScope(in UseSite site, SymbolRef method)
    {
        if (_declarations.ClassOf(method) is not (>= 0 and var type))
        {
            return false;
        }

        var (symbols, own) = (facts.Symbols(method.File), facts.Symbols(site.File));
        var space = symbols.NamespaceOf(type);
        var around = own.NamespaceOf(own.Around(site));
        if (space.Length == 0)
        {
            return projects.AreTogether(site.File, method.File);
        }

        var file = site.File;
        return around == space || (around.Length > space.Length && around[space.Length] == '.' && around.StartsWith(space, StringComparison.Ordinal))
            || facts.Imports(file).Any(i => i.Alias.Length == 0 && i.Name.Length == 0 && (i.Module == space || i.Module == FileSymbols.Dotted(symbols.FullName(type))))
            || projects.Of(file).Contains(space);
    }

    private Ancestors AncestorsOf(SymbolSet type)
    {
        if (!_ancestors.TryGetValue(type, out var ancestors))
        {
            _ancestors.Add(type, ancestors = Ancestors.Of(facts, sets, prove, type));
        }

        return ancestors;
    }
}
