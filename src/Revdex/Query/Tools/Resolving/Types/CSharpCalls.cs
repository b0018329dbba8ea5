using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Whether a use in C# can mean a member that its receiver's type has: else an extension method is meant, or what a base type has.</summary>
internal static class CSharpCalls
{
    public static bool MayMean(StateFacts facts, in UseSite site, SymbolSet member) =>
        facts.Symbols(site.File).Language.Id != "csharp" || (IsSeen(facts, site, member) && (!member.IsCallable || CallShape.Of(facts, site) is var call && member.Members.Exists(m => Takes(facts, m, call))));

    /// <summary>Which of a type's own methods and those that it inherits a use means; null where both can be called so.</summary>
    public static SymbolSet? Choose(StateFacts facts, in UseSite site, SymbolSet own, SymbolSet inherited)
    {
        var call = CallShape.Of(facts, site);
        var fitting = inherited.Members.FindAll(m => Takes(facts, m, call));
        return fitting.Count == 0 || fitting.TrueForAll(m => IsHidden(facts, m, own)) ? own
            : !own.Members.Exists(m => Takes(facts, m, call)) ? inherited : null;
    }

    /// <summary>Whether each method of a base type is overridden or hidden by one with the same parameters.</summary>
    public static bool Hides(StateFacts facts, SymbolSet own, SymbolSet inherited) => inherited.Members.TrueForAll(m => IsHidden(facts, m, own));

    /// <summary>Whether a method of a base type is overridden, implemented or hidden by one with the same parameters, as they are written.</summary>
    public static bool IsHidden(StateFacts facts, SymbolRef inherited, SymbolSet own)
    {
        var (parameters, arity) = HeadOf(facts, inherited);
        return parameters is not null && own.Members.Exists(m => HeadOf(facts, m) is { Parameters: { } others } other && other.Arity == arity && parameters.HasTypesOf(others));
    }

    private static (CSharpParameters? Parameters, int Arity) HeadOf(StateFacts facts, SymbolRef method) => facts.Symbols(method.File).Head(method.Symbol);

    /// <summary>Whether a call of one of a set's overloads can be of this one, by the numbers of its arguments.</summary>
    public static bool MayRun(StateFacts facts, in UseSite site, SymbolRef method)
    {
        if (facts.Symbols(method.File).Language.Id != "csharp" || !facts.Symbol(method).IsCallable)
        {
            return true;
        }

        var call = CallShape.Of(facts, site);
        return Takes(facts, method, call)
            || (site.HasReceiver && CSharpParameters.Of(facts.Signature(method), facts.Symbol(method).Name) is { IsExtension: true } parameters && parameters.Takes(call.Count, given: 1));
    }

    /// <summary>What is private is seen in its type alone.</summary>
    public static bool IsSeen(StateFacts facts, in UseSite site, SymbolSet member)
    {
        var symbols = facts.Symbols(site.File);
        foreach (var declared in member.Members)
        {
            var signature = facts.Signature(declared);
            if (!signature.Contains("private ", StringComparison.Ordinal) || signature.Contains("private protected", StringComparison.Ordinal))
            {
                return true;
            }
        }

        for (var at = symbols.TypeAround(symbols.Around(site)); at >= 0; at = symbols[at].Container < 0 ? -1 : symbols.TypeAround(symbols[at].Container))
        {
            if (FileSymbols.Dotted(symbols.FullName(at)) == member.OwnerFullName)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An overload has as many type parameters as are given, and can be called with as many arguments.</summary>
    private static bool Takes(StateFacts facts, SymbolRef method, CallShape call)
    {
        if (call is { TypeCount: 0, Count: < 0 })
        {
            return true;
        }

        var (parameters, arity) = HeadOf(facts, method);
        return (call.TypeCount == 0 || arity == call.TypeCount) && (call.Count < 0 || parameters is null || parameters.Takes(call.Count)); // A delegate in a field, or what is not read, takes anything.
    }
}
