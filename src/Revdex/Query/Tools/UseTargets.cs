using System.Text;
using Revdex.Facts;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools;

/// <summary>What <c>references</c> was asked for, and which uses are proven to mean it.</summary>
internal sealed class UseTargets
{
    private readonly TargetResolver _resolver;

    /// <summary>Null where a name alone was asked for: any definition of it is meant.</summary>
    private readonly List<SymbolSet>? _asked;

    /// <summary>A place was asked for, and what it means is not known: then each use says what it means.</summary>
    private bool _isOpen;

    /// <exception cref="RevdexException">There is no such place, or no name there.</exception>
    public UseTargets(TargetResolver resolver, string text)
    {
        _resolver = resolver;
        var (name, asked) = Place.TryParse(text, out var place) ? AtPlace(text, place) : Named(text);
        (Name, _asked) = (name, asked);
        NameUtf8 = Encoding.UTF8.GetBytes(Name);
    }

    public StateFacts Facts => _resolver.Facts;

    public string Name { get; }

    public byte[] NameUtf8 { get; }

    public string? Notice { get; private set; }

    /// <summary>What the use means that was asked for by its place; default for what was asked for otherwise.</summary>
    public UseTarget Meant { get; private set; }

    /// <summary>The names that files give to what is meant.</summary>
    public OtherNames OtherNames => new(_resolver, Name, _asked);

    /// <summary>What is meant; null where that may be any definition of the name.</summary>
    public IReadOnlyList<SymbolSet>? Asked => _asked;

    public UseTarget Of(in UseSite site)
    {
        if (site.Role == OccurrenceRole.Definition)
        {
            return default;
        }

        var said = _resolver.Compilers.Of(site, _asked);
        if (said is { Elsewhere: { } elsewhere })
        {
            return new UseTarget(null, false, false, true, elsewhere);
        }

        var set = said?.Set ?? _resolver.Proven(site);
        return set is null ? default : new UseTarget(set, _asked is null || _asked.Contains(set), _asked is not [_] && (_isOpen || IsOneOfSeveral(set, site)), said?.IsExact == true);
    }

    /// <summary>The file and line of a definition: a type before its constructors, of others the first with a body.</summary>
    public (int File, int Line) PlaceOf(SymbolSet set)
    {
        var told = _resolver.Sets.Told(set);
        return (told.File, Facts.Symbol(told).Line);
    }

    private bool IsOneOfSeveral(SymbolSet set, in UseSite site) =>
        set.Name != site.Name || _resolver.Sets.Of(site.Name, Facts.Symbols(site.File).Language.Family).Length > 1;

    private (string Name, List<SymbolSet>? Asked) AtPlace(string text, Place place)
    {
        var asked = AskedSymbols.OfSymbol(_resolver, text);
        if (asked.IsPlace)
        {
            return (asked.Name, SetsOf(asked));
        }

        var meant = UsesAt(place, asked.Name).Select(site => Of(site)).Distinct().ToList();
        Meant = meant is [var only] ? only : default;
        if (Meant.Definition is { } one)
        {
            return (one.Name, [one]);
        }

        _isOpen = true;
        Notice = Meant.Elsewhere is { } elsewhere ? $"'{asked.Name}' at {ToolArguments.Shown(text)} is of {elsewhere}: uses of others of that name are listed"
            : asked.Symbols.Count > 1 ? $"which '{asked.Name}' is meant at {ToolArguments.Shown(text)} is not proven: uses of each are listed" : null;
        return (asked.Name, null);
    }

    private (string Name, List<SymbolSet>? Asked) Named(string text)
    {
        if (QualifiedName.LastPart(text) == text || Names.IsKnown(Facts.State, Encoding.UTF8.GetBytes(text)))
        {
            return (text, null);
        }

        var asked = AskedSymbols.OfSymbol(_resolver, text);
        if (!asked.IsPlace)
        {
            return (asked.Name, null);
        }

        Notice = $"{(asked.Notice is { } inherited ? $"{inherited}; " : "")}uses are listed by their last name, '{asked.Name}'";
        return (asked.Name, asked.Symbols.Count == 0 ? null : SetsOf(asked));
    }

    /// <summary>Null where none is called, read or named as a type: uses of namespaces are not resolved.</summary>
    private List<SymbolSet>? SetsOf(AskedSymbols asked) =>
        asked.Symbols.Select(_resolver.Sets.Of).OfType<SymbolSet>().Distinct().ToList() is { Count: > 0 } sets ? sets : null;

    private List<UseSite> UsesAt(Place place, string name)
    {
        var (file, found) = (place.FileIn(Facts.View), new List<UseSite>());
        var text = Facts.Text(file).Content.Span;
        var lines = new ContentLines(text);
        var uses = Facts.UsesIn(name, file);
        while (uses.MoveNext())
        {
            var column = uses.Line == place.Line ? ContentLines.Utf16Column(lines.Line(uses.Line), uses.Column) : 0;
            if (column > 0 && (place.Column == 0 || (column <= place.Column && place.Column < column + name.Length)))
            {
                found.Add(new UseSite(name, file, uses.Line, uses.Column, uses.Role, uses.HasReceiver, uses.Enclosing));
            }
        }

        return found;
    }
}
