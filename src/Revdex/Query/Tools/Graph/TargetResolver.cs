using Revdex.Facts;

namespace Revdex.Query.Tools.Graph;

/// <summary>
/// Decides what a use means: what its scope or an import proves, else the only definition that fits, else that it cannot be told. Works on names and
/// scopes alone: types of expressions are not known.
/// </summary>
internal sealed class TargetResolver
{
    private readonly Dictionary<(string Name, string Language, OccurrenceRole Role, bool HasReceiver, int File), List<SymbolSet>> _fitting = [];
    private readonly GraphFacts _facts;
    private readonly LexicalScope _lexical;
    private readonly ImportScope _imported;
    private readonly ReceiverScope _received;

    public TargetResolver(GraphFacts facts)
    {
        (_facts, Sets, Modules) = (facts, new SymbolSets(facts), new ModuleFiles(facts));
        _lexical = new LexicalScope(facts, Sets);
        _imported = new ImportScope(facts, Modules);
        _received = new ReceiverScope(facts, Sets, Modules, _lexical, _imported);
    }

    public SymbolSets Sets { get; }

    public ModuleFiles Modules { get; }

    /// <summary>The sets that a use of the name can mean, by kind and by whether it has a receiver; one list for all uses that are alike, not to be changed.</summary>
    public List<SymbolSet> Fitting(in UseSite site, string name)
    {
        var language = _facts.Symbols(site.File).Language;
        var sets = Sets.Of(name, language.Family);
        var key = (name, language.Id, site.Role, site.HasReceiver, Array.Exists(sets, s => s.IsFileLocal) ? site.File : -1);
        if (!_fitting.TryGetValue(key, out var fitting))
        {
            _fitting.Add(key, fitting = Fitting(sets, site, language));
        }

        return fitting;
    }

    /// <param name="site">Of this or, in a file that imports it under another name, of that name.</param>
    /// <param name="name">What it is called where it is defined.</param>
    /// <param name="fitting">From <see cref="Fitting"/>.</param>
    public Resolution Resolve(in UseSite site, string name, List<SymbolSet> fitting)
    {
        var proven = fitting.Count == 0 ? null : Prove(site, name, fitting);
        return proven is not null ? new Resolution(Known.Resolved, proven, 1)
            : fitting is [var only] ? new Resolution(Known.ByName, only, 1)
            : new Resolution(Known.Ambiguous, null, fitting.Count);
    }

    /// <summary>What a name is called where it is defined, if the file imports it under this one.</summary>
    public IEnumerable<string> RealNames(in UseSite site)
    {
        var alias = site.Name;
        return site.HasReceiver || !Array.Exists(_facts.Imports(site.File), i => i.Alias == alias) ? [] : _facts.Imports(site.File).Where(i => i.Alias == alias).Select(i => i.Name is "" or "*" ? i.ModuleTail : i.Name).Where(n => n != alias).Distinct();
    }

    private List<SymbolSet> Fitting(SymbolSet[] sets, in UseSite site, LanguageTraits language)
    {
        var fitting = new List<SymbolSet>();
        var (anyCalled, role) = (false, site.Role);
        foreach (var set in sets)
        {
            if (IsReached(set, site, language))
            {
                fitting.Add(set);
                anyCalled |= set.IsCallable || set.IsType;
            }
        }

        // A call is of a field or variable only where nothing else has the name.
        fitting.RemoveAll(set => role == OccurrenceRole.Call ? anyCalled && !set.IsCallable && !set.IsType : !Takes(set, role));
        return fitting;
    }

    private SymbolSet? Prove(in UseSite site, string name, List<SymbolSet> fitting)
    {
        if (site.HasReceiver)
        {
            return _received.Find(site, fitting);
        }

        // What has another name here is not looked up by its own: that may be somebody else's.
        var isBound = site.Name != name;
        return isBound ? _imported.Find(site, name, fitting) : _lexical.Find(site, fitting, out isBound) ?? (isBound ? null : _imported.Find(site, name, fitting));
    }

    private static bool Takes(SymbolSet set, OccurrenceRole role) => role switch
    {
        OccurrenceRole.Read or OccurrenceRole.Write => set.IsValue,
        OccurrenceRole.Implements or OccurrenceRole.Type => set.IsTypeName,
        _ => set.IsCallable || set.IsType,
    };

    private bool IsReached(SymbolSet set, in UseSite site, LanguageTraits language)
    {
        if (!site.HasReceiver && set.IsMember && !language.HasImplicitThis)
        {
            return false;
        }

        // What stands behind a dot is no local function, and in C no function at all.
        if (site.HasReceiver && !set.IsMember && set.IsCallable && !set.IsTypeName && language.Id is "csharp" or "java" or "c")
        {
            return false;
        }

        return !set.IsFileLocal || set.Members[0].File == site.File || Includes(site.File, set.Members[0].File);
    }

    /// <summary>Some C files include others whole.</summary>
    private bool Includes(int file, int other)
    {
        var path = _facts.Path(other);
        return _facts.Imports(file).Any(i => path.EndsWith(i.Module[(i.Module.LastIndexOf('/') + 1)..], StringComparison.Ordinal));
    }
}
