using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Reads which methods of a name are extension methods, and of what.</summary>
internal sealed class ExtensionDeclarations(StateFacts facts, CSharpTypes types)
{
    /// <summary>Before a method's body; what is longer is not read.</summary>
    private const int HeadMaxBytes = 4_000;

    private readonly Dictionary<SymbolSet, List<ExtensionMethod>> _methods = [];

    /// <summary>Those of a set; empty where it has none.</summary>
    public List<ExtensionMethod> Of(SymbolSet set)
    {
        if (!_methods.TryGetValue(set, out var methods))
        {
            _methods.Add(set, methods = []);
            foreach (var member in set.IsCallable && set.IsMember ? set.Members : [])
            {
                if (Read(member) is { } method)
                {
                    methods.Add(method);
                }
            }
        }

        return methods;
    }

    /// <summary>The class that an extension method stands in; -1 where it is in a class within another, or in none.</summary>
    public int ClassOf(SymbolRef method)
    {
        var symbols = facts.Symbols(method.File);
        var type = symbols[method.Symbol].Container;
        type = type >= 0 && symbols[type].Kind == SymbolKind.Extension ? symbols[type].Container : type;
        return type >= 0 && symbols[type].IsType && (symbols[type].Container < 0 || symbols[symbols[type].Container].IsNamespace) ? type : -1;
    }

    private ExtensionMethod? Read(SymbolRef member)
    {
        var symbols = facts.Symbols(member.File);
        var (symbol, container) = (symbols[member.Symbol], symbols[member.Symbol].Container);
        var isBlock = container >= 0 && symbols[container].Kind == SymbolKind.Extension;
        if (symbol.Kind != SymbolKind.Method || !(isBlock || symbols.Declares(member.Symbol, "this "u8)))
        {
            return null;
        }

        if (symbols.Head(member.Symbol) is not { Parameters: { } parameters, Arity: var arity } || (!isBlock && !parameters.IsExtension) || (isBlock && (symbol.Flags & SymbolFlags.Static) != 0))
        {
            return null;
        }

        // The places of the head's tokens are asked for.
        var around = isBlock ? container : member.Symbol;
        var (content, start) = (facts.Text(member.File).Content, symbols[around].StartByte);
        var end = Math.Min(Math.Min(symbols[around].EndByte, start + HeadMaxBytes), content.Length);
        var code = start < end ? new CodeTokens(content, CodeTokenReader.Read(content.Span, start, end, "csharp"), "csharp") : null;
        var name = code is null ? -1 : NameOf(code, isBlock ? "extension" : symbol.Name);
        var open = name < 0 ? -1 : code!.AfterArguments(name + 1); // Found in it.
        var head = open < 0 ? null : CSharpParameters.Behind(code!, open);
        return head is not { All: [{ TypeEnd: >= 0 } value, ..] } ? new ExtensionMethod(member, null, false, 0, parameters, isBlock ? 0 : 1, arity)
            : Of(member, code!, value, name, open, parameters, isBlock ? 0 : 1, arity, around);
    }

    private ExtensionMethod Of(SymbolRef member, CodeTokens code, CSharpParameter value, int name, int open, CSharpParameters parameters, int given, int arity, int around)
    {
        var source = TypeSyntax.EndingAt(code, value.TypeEnd);
        var word = source.IsKnown ? code.Text(source.Token) : "";
        var isParameter = false;
        for (var i = name + 2; i < open - 1; i++)
        {
            isParameter |= code.Is(i, code.Bytes(source.Token)) && source.IsKnown;
        }

        var isConstrained = isParameter && IsConstrained(code, open, word);
        var isAny = word == "object" || (isParameter && !isConstrained);
        return new ExtensionMethod(member, source.IsKnown && !isAny ? types.Named(code, source, member.File, around, isUse: given > 0 || isParameter) : null, isAny, source.Rank, parameters, given, arity);
    }

    private static bool IsConstrained(CodeTokens code, int open, string name)
    {
        for (var i = code.Partner(open); i < code.Count && !code.IsMark(i, "{;"u8) && !code.Is(i, "=>"u8); i++)
        {
            if (code.Is(i, "where"u8) && code.Text(i + 1) == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name before the parameters.</summary>
    private static int NameOf(CodeTokens code, string name)
    {
        for (var i = 0; i < code.Count; i++)
        {
            if (code.Outer(i) < 0 && code.Text(i) == name && code.AfterArguments(i + 1) is > 0 and var open && code.IsMark(open, "("u8))
            {
                return i;
            }
        }

        return -1;
    }
}
