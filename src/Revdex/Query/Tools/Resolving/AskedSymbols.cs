using System.Text;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Query.Tools.Resolving;

/// <summary>What a question names: symbols, files, or a name that the view only uses.</summary>
/// <param name="Name">Its last part.</param>
/// <param name="Symbols">In order; none for a file, and for a name that nothing defines.</param>
/// <param name="Files">Of a path.</param>
internal sealed record AskedSymbols(string Name, IReadOnlyList<SymbolRef> Symbols, IReadOnlyList<int> Files)
{
    /// <summary>What the name stands for is one place that was named, so that other definitions of the name are not meant.</summary>
    public bool IsPlace { get; private init; }

    /// <summary>How it was found, where that is to be said; else null.</summary>
    public string? Notice { get; private init; }

    /// <summary>A symbol by its name, with containers, or by its place.</summary>
    /// <exception cref="RevdexException">There is no such place, or no name there.</exception>
    public static AskedSymbols OfSymbol(TargetResolver resolver, string text)
    {
        var facts = resolver.Facts;
        if (Place.TryParse(text, out var place))
        {
            return AtPlace(facts, place);
        }

        foreach (var reading in NameReading.Of(text, (type, member) => InheritedMembers.OwnerOf(resolver, type, member)))
        {
            SymbolRef[] found = [.. facts.Definitions(reading.Name).Where(d => IsQualified(facts, d, reading))];
            if (found.Length > 0)
            {
                return new AskedSymbols(reading.Name, found, []) { IsPlace = reading.Qualifier.Length > 0, Notice = reading.Notice };
            }
        }

        var last = QualifiedName.LastPart(text);
        return new AskedSymbols(last, [], []) { IsPlace = last != text };
    }

    /// <summary>A file, a folder's files, or otherwise a symbol.</summary>
    public static AskedSymbols OfPath(TargetResolver resolver, string text)
    {
        var facts = resolver.Facts;
        var path = GitPath.Parse(PathFilter.Clean(Place.TryParse(text, out var place) ? place.Path : text));
        var file = facts.View.Find(path);
        if (file >= 0)
        {
            return new AskedSymbols(text, [], [file]);
        }

        var (start, end) = facts.View.Under(path);
        return path.Length > 0 && start < end ? new AskedSymbols(text, [], [.. Enumerable.Range(start, end - start)]) : OfSymbol(resolver, text);
    }

    /// <summary>The symbols and everything in them.</summary>
    public List<SymbolRef> WithMembers(StateFacts facts)
    {
        var all = new SortedSet<SymbolRef>(Symbols);
        foreach (var symbol in Symbols)
        {
            var symbols = facts.Symbols(symbol.File);
            for (var i = symbol.Symbol + 1; i < symbols.Count && symbols[i].Container >= symbol.Symbol; i++)
            {
                if (symbols.IsWithin(i, symbol.Symbol))
                {
                    all.Add(new SymbolRef(symbol.File, i));
                }
            }
        }

        foreach (var file in Files)
        {
            all.UnionWith(Enumerable.Range(-1, facts.Symbols(file).Count + 1).Select(i => new SymbolRef(file, i)));
        }

        return [.. all];
    }

    private static AskedSymbols AtPlace(StateFacts facts, Place place)
    {
        var file = place.FileIn(facts.View);
        var symbols = facts.Symbols(file);
        var name = Encoding.UTF8.GetString(NameAt.Resolve(facts.State, place));
        var here = Enumerable.Range(0, symbols.Count).Where(i => symbols[i].Line == place.Line && symbols[i].Name == name).Select(i => new SymbolRef(file, i)).ToList();
        return new AskedSymbols(name, here.Count > 0 ? here : facts.Definitions(name), []) { IsPlace = here.Count > 0 };
    }

    private static bool IsQualified(StateFacts facts, SymbolRef symbol, in NameReading reading)
    {
        if (reading.IsPath)
        {
            return facts.State.TryLocate(symbol.File, out var mounted, out var blob)
                && ModulePath.IsOf(facts.View.Path(symbol.File), mounted.Segment.Facts(blob), symbol.Symbol, reading.Qualifier);
        }

        var qualifier = reading.Qualifier;
        if (qualifier.Length == 0)
        {
            return true;
        }

        var chain = FileSymbols.Dotted(facts.Symbols(symbol.File).ChainOf(symbol.Symbol));
        return chain.Equals(qualifier, StringComparison.OrdinalIgnoreCase) || chain.EndsWith($".{qualifier}", StringComparison.OrdinalIgnoreCase);
    }
}
