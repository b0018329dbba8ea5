using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>All that a C# type derives from and implements.</summary>
internal sealed class Ancestors
{
    /// <summary>Of the view, without the type itself.</summary>
    public HashSet<SymbolSet> Types { get; } = [];

    /// <summary>Names of those that the view has not.</summary>
    public HashSet<string> Outside { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of those among them whose members values of the type have: all but the interfaces of classes.</summary>
    public HashSet<string> Giving { get; } = new(StringComparer.Ordinal);

    /// <summary>Some base may be one of several types.</summary>
    public bool IsUnknown { get; private set; }

    public static Ancestors Of(StateFacts facts, SymbolSets sets, Func<UseSite, SymbolSet?> prove, SymbolSet type)
    {
        var (found, todo) = (new Ancestors(), new List<SymbolSet> { type });
        for (var i = 0; i < todo.Count; i++)
        {
            foreach (var member in todo[i].Members)
            {
                var kind = facts.Symbol(member).Kind;
                foreach (var site in facts.BasesIn(member.File))
                {
                    if (site.Enclosing != member.Symbol)
                    {
                        continue;
                    }

                    if (prove(site) is { IsTypeName: true } basis)
                    {
                        (basis != type && found.Types.Add(basis) ? todo : null)?.Add(basis);
                        continue;
                    }

                    found.IsUnknown |= Array.Exists(sets.Of(site.Name, "csharp"), s => s.IsTypeName);
                    found.Outside.Add(site.Name);
                    (kind == SymbolKind.Interface || !IsInterfaceName(site.Name) ? found.Giving : null)?.Add(site.Name);
                }
            }
        }

        return found;
    }

    /// <summary>Those that the view has not are told by their names, as .NET's are named.</summary>
    private static bool IsInterfaceName(string name) => name is ['I', >= 'A' and <= 'Z', ..];
}
