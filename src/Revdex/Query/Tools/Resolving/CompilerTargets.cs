using System.Text;
using Revdex.Scip;

namespace Revdex.Query.Tools.Resolving;

/// <summary>
/// What compilers say of uses, from the snapshot's SCIP part. A file that is not the one that the compiler read, by its path and its bytes, has none of it: there
/// scopes and imports decide.
/// </summary>
internal sealed class CompilerTargets(StateFacts facts, SymbolSets sets)
{
    private static readonly CompilerTarget[] Unknown = [];

    private readonly Dictionary<int, (int Part, int Document)> _documents = [];
    private readonly Dictionary<(int Part, int Symbol), CompilerTarget[]> _targets = [];

    /// <summary>Null where no compiler says anything. A use may have several meanings (a property and a variable by one word).</summary>
    /// <param name="asked">Of several meanings the one that is among these; null: any.</param>
    public CompilerTarget? Of(in UseSite site, IReadOnlyList<SymbolSet>? asked)
    {
        if (facts.State.Parts.Count == 0 || DocumentOf(site.File) is not ( >= 0 and var number, var document))
        {
            return null;
        }

        var (part, found) = (facts.State.Parts[number].Part, default(CompilerTarget?));
        var (at, end) = part.At(document, site.Line, site.Column);
        for (; at < end; at++)
        {
            foreach (var target in TargetsOf(number, part, part[at].Symbol))
            {
                if (target.Set is not null && asked?.Contains(target.Set) == true)
                {
                    return target;
                }

                found = found is { Set: not null } ? found : target;
            }
        }

        return found;
    }

    /// <summary>The document that a file is, in the first part that has it.</summary>
    private (int Part, int Document) DocumentOf(int file)
    {
        if (!_documents.TryGetValue(file, out var found))
        {
            found = (-1, -1);
            for (var i = 0; i < facts.State.Parts.Count && found.Part < 0; i++)
            {
                var part = facts.State.Parts[i].Part;
                var document = part.Find(facts.View.Path(file));
                found = document >= 0 && IsAsRead(part, document, file) ? (i, document) : found;
            }

            _documents.Add(file, found);
        }

        return found;
    }

    private bool IsAsRead(ScipPart part, int document, int file) => part.OidOf(document).SequenceEqual(facts.View.Oid(file).Span);

    private CompilerTarget[] TargetsOf(int number, ScipPart part, int symbol)
    {
        if (!_targets.TryGetValue((number, symbol), out var targets))
        {
            _targets.Add((number, symbol), targets = FindTargets(part, symbol));
        }

        return targets;
    }

    private CompilerTarget[] FindTargets(ScipPart part, int symbol)
    {
        var text = part.Symbol(symbol);
        var (name, container) = ScipSymbol.NamesOf(text);
        var definitions = part.CountsOf(symbol).Definitions;
        if (definitions == 0)
        {
            // Nothing that the index was made of has it. A definition of the view by the same names may be of a project that has an index of its own.
            return facts.Definitions(name).Any(d => ContainerOf(d) == container) ? Unknown : [new CompilerTarget(null, true, PackageText(text))];
        }

        var targets = new List<CompilerTarget>();
        for (var i = 0; i < definitions; i++)
        {
            var occurrence = part.Occurrence(symbol, i);
            var document = part.DocumentOf(occurrence);
            var file = facts.View.Find(part.PathOf(document));
            var target = file < 0 ? null
                : IsAsRead(part, document, file) ? AtPlace(file, part[occurrence]) : ByNames(file, name, container);
            if (target is { } known && !targets.Contains(known))
            {
                targets.Add(known);
            }
        }

        return [.. targets];
    }

    private CompilerTarget? AtPlace(int file, in ScipRow place)
    {
        var symbols = facts.Symbols(file);
        for (var i = 0; i < symbols.Count; i++)
        {
            if (symbols[i].Line == place.Line && symbols.NameColumn(i) == place.Column && sets.Of(new SymbolRef(file, i)) is { } set)
            {
                return new CompilerTarget(set, true, null);
            }
        }

        return new CompilerTarget(null, true, $"{facts.Path(file)}:{place.Line}");
    }

    /// <summary>In a file that changed since: the only definition of the name in a container of that name.</summary>
    private CompilerTarget? ByNames(int file, string name, string container)
    {
        var found = facts.Definitions(name).Where(d => d.File == file && ContainerOf(d) == container).Select(sets.Of).OfType<SymbolSet>().Distinct().Take(2).ToList();
        return found is [var only] ? new CompilerTarget(only, false, null) : null;
    }

    /// <summary>The type that a symbol is a member of; empty for none.</summary>
    private string ContainerOf(SymbolRef symbol)
    {
        var symbols = facts.Symbols(symbol.File);
        var own = symbols[symbol.Symbol];
        var type = own.Container < 0 ? -1 : symbols.TypeAround(own.Container);
        return own.Qualifier.Length > 0 ? own.Qualifier : type < 0 ? "" : symbols[type].Name;
    }

    /// <summary>Manager, name and version.</summary>
    private static string PackageText(ReadOnlySpan<byte> symbol)
    {
        var package = Encoding.UTF8.GetString(ScipSymbol.PackageOf(symbol)).Trim();
        return package[(package.IndexOf(' ') + 1)..];
    }
}
