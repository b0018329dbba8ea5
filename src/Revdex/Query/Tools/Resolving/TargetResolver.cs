using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Rust;
using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Resolving;

/// <summary>
/// Decides what a use means: what its scope or an import proves, else the only definition that fits, else that it cannot be told. Works on names and
/// scopes alone: types of expressions are not known.
/// </summary>
internal sealed class TargetResolver
{
    private readonly Dictionary<(string Name, string Language, OccurrenceRole Role, bool HasReceiver, int File), List<SymbolSet>> _fitting = [];
    private readonly Dictionary<(string Name, string Language, Binding Binding, bool HasReceiver, int File, int Arity), Candidates> _bindable = [];
    private readonly StateFacts _facts;
    private readonly Bindings _bindings;
    private readonly CSharpNames _names;
    private readonly LexicalScope _lexical;
    private readonly ImportScope _imported;
    private readonly ReceiverScope _received;
    private readonly RustResolver _rust;

    public TargetResolver(StateFacts facts)
    {
        (_facts, _bindings, _names, Sets, Modules) = (facts, new Bindings(facts), new CSharpNames(facts), new SymbolSets(facts), new ModuleFiles(facts));
        Compilers = new CompilerTargets(facts, Sets);
        _lexical = new LexicalScope(facts, Sets);
        _imported = new ImportScope(facts, Sets, Modules);
        _rust = new RustResolver(facts, Sets, Modules);
        var (members, tokens) = (new TypeMembers(facts, Sets, _lexical, _rust, site => Proven(site)), new FunctionTokens(facts));
        var types = new CSharpTypes(facts, Sets, tokens, site => Proven(site));
        var extensions = new ExtensionMethods(facts, Sets, members, types, _imported.Projects, site => Proven(site));
        _lexical.Members = members;
        var declared = new DeclaredTypes(facts, Sets, tokens, members, types, extensions, _rust, site => Proven(site));
        members.Aliased = declared.Aliases.Of;
        _received = new ReceiverScope(facts, Sets, Modules, _lexical, _imported, declared, _rust);
    }

    public StateFacts Facts => _facts;

    public SymbolSets Sets { get; }

    public ModuleFiles Modules { get; }

    public CompilerTargets Compilers { get; }

    /// <summary>The sets that a use of the name can mean, by kind and by whether it has a receiver; one list for all uses that are alike, not to be changed.</summary>
    public List<SymbolSet> Fitting(in UseSite site, string name)
    {
        var language = _facts.Symbols(site.File).Language;
        var sets = Sets.Named(name, language.Family);
        var key = (name, language.Id, site.Role, site.HasReceiver, sets.HasFileLocals ? site.File : -1);
        if (!_fitting.TryGetValue(key, out var fitting))
        {
            _fitting.Add(key, fitting = Fitting(sets.All, site, language));
        }

        return fitting;
    }

    /// <param name="site">Of this or, in a file that imports it under another name, of that name.</param>
    /// <param name="name">What it is called where it is defined.</param>
    /// <param name="fitting">From <see cref="Fitting"/>.</param>
    public Resolution Resolve(in UseSite site, string name, List<SymbolSet> fitting)
    {
        if (Said(site, fitting) is { } said)
        {
            return said;
        }

        var proven = fitting.Count == 0 ? null : IsCSharpAttribute(site) ? ProveAttribute(site) : Prove(site, name);
        return proven is not null ? new Resolution(Known.Resolved, proven, 1)
            : fitting is [var only] ? new Resolution(Known.ByName, only, 1)
            : new Resolution(Known.Ambiguous, null, fitting.Count);
    }

    /// <summary>What a compiler says a use means; of what is no symbol of the view no candidate is left. Null where none says anything.</summary>
    public Resolution? Said(in UseSite site, IReadOnlyList<SymbolSet>? fitting) => Compilers.Of(site, fitting) is not { } target ? null
        : new Resolution(target.IsExact ? Known.Exact : Known.Resolved, target.Set, target.Set is null ? 0 : 1);

    /// <summary>What scope or imports prove a use of any role to mean; null where they do not, or it is nothing of the view.</summary>
    public SymbolSet? Proven(in UseSite site) =>
        (IsRenamed(site) ? ProveRenamed(site) : IsCSharpAttribute(site) ? ProveAttribute(site) : Prove(site, site.Name)) ?? ProvePassedOn(site);

    private SymbolSet? ProveRenamed(in UseSite site)
    {
        SymbolSet? found = null;
        foreach (var name in RealNames(site))
        {
            var real = Prove(site, name);
            if (real is null || (found is not null && found != real))
            {
                return null; // Bound to what is not here, or twice.
            }

            found = real;
        }

        return found ?? Prove(site, site.Name);
    }

    /// <summary>What modules pass on under another name than it has where it is defined.</summary>
    private SymbolSet? ProvePassedOn(in UseSite site)
    {
        SymbolSet? found = null;
        foreach (var name in _imported.PassedOnAs(site))
        {
            var real = Prove(site, name);
            if (real is not null && found is not null && found != real)
            {
                return null;
            }

            found = real ?? found;
        }

        return found;
    }

    /// <summary>As <see cref="ImportScope.ExportedAs"/>.</summary>
    public IEnumerable<string> ExportedAs(int file, string name) => _imported.ExportedAs(file, name);

    /// <summary>Whether the file gives the name of a use to something that it imports.</summary>
    public bool IsRenamed(in UseSite site)
    {
        foreach (var import in site.HasReceiver ? [] : _facts.Imports(site.File))
        {
            if (import.Alias == site.Name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a name is called where it is defined, if the file imports it under this one.</summary>
    public IEnumerable<string> RealNames(in UseSite site)
    {
        var alias = site.Name;
        return !IsRenamed(site) ? [] : _facts.Imports(site.File).Where(i => i.Alias == alias).Select(i => i.Name is "" or "*" ? i.ModuleTail : i.Name).Where(n => n != alias).Distinct();
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

    /// <summary>What a use names where it is not renamed: of C#'s attributes the whole name of the type, if there is one.</summary>
    public string MeantName(in UseSite site) =>
        IsCSharpAttribute(site) && AttributeName.Whole(site.Name) is var whole && Sets.Of(whole, AttributeName.Language).Length > 0 ? whole : site.Name;

    private bool IsCSharpAttribute(in UseSite site) => site.Role == OccurrenceRole.Attribute && _facts.Symbols(site.File).Language.Id == AttributeName.Language;

    /// <summary>A type of the whole name is meant wherever there is one; the name as it is written may be that of a type that is no attribute. Of generic types the text tells which, where the whole name does not stand.</summary>
    private SymbolSet? ProveAttribute(in UseSite site)
    {
        var whole = AttributeName.Whole(site.Name);
        return Sets.Named(whole, AttributeName.Language).HasGenerics ? null : Prove(site with { Name = whole, Role = OccurrenceRole.Type }, whole);
    }

    private SymbolSet? Prove(in UseSite site, string name)
    {
        var candidates = Bindable(site, name);
        if (candidates.Sets.Count == 0 || site.Role == OccurrenceRole.Text || (site.Role == OccurrenceRole.Attribute && !_facts.Symbols(site.File).Language.AttributesAreNames))
        {
            return null;
        }

        if (_facts.Symbols(site.File).Language.Family == "rust" && !_facts.Text(site.File).Before(site).EndsWith("."u8) && !candidates.Sets[0].IsMacro)
        {
            return _rust.Find(site, candidates);
        }

        if (site.Role == OccurrenceRole.Import)
        {
            return _imported.OfImport(site, candidates);
        }

        if (site.HasReceiver)
        {
            return _received.Find(site, candidates);
        }

        var (found, language) = (Bound(site, name, candidates), _facts.Symbols(site.File).Language);
        if (site.Role == OccurrenceRole.Call || (found is null && !(language.Id == "csharp" && candidates.HasFields)) || UseShape.IsPlain(_facts.Text(site.File), site, language))
        {
            return found;
        }

        return language.Id == "csharp" && site.Role is OccurrenceRole.Read or OccurrenceRole.Write ? _received.OfObject(site, candidates) : null;
    }

    /// <summary>What has another name here is not looked up by its own: that may be somebody else's.</summary>
    private SymbolSet? Bound(in UseSite site, string name, Candidates candidates)
    {
        if (site.Name != name)
        {
            return _imported.Find(site, name, candidates);
        }

        var found = _lexical.Find(site, candidates, out var isBound) ?? (isBound ? null : _imported.Find(site, name, candidates));
        return found is { IsTypeName: false } ? (_names.IsColor(site, candidates, found) || IsElsewhere(site) ? null : found) : found is not null && _names.IsValueOnly(site, candidates) ? null : found;
    }

    /// <summary>What is constructed is a type, if not one of the view; and every C# type has object's static <c>Equals(a, b)</c>.</summary>
    private bool IsElsewhere(in UseSite site) =>
        site.Role == OccurrenceRole.Call && _facts.Symbols(site.File).Language.Id is "csharp" or "java" && (site.Name == "Equals" || UseShape.IsConstruction(_facts.Text(site.File), site));

    private Candidates Bindable(in UseSite site, string name)
    {
        var language = _facts.Symbols(site.File).Language;
        var sets = Sets.Named(name, language.Family);
        var binding = site.Role == OccurrenceRole.Import || sets.All.Length == 0 ? Binding.Any : _bindings.Of(site, sets, language);
        var arity = sets.HasGenerics && site.Role != OccurrenceRole.Import ? CSharpShape.ArityAt(_facts.Text(site.File), site) : -1;
        var key = (name, language.Id, binding, site.HasReceiver, sets.HasFileLocals ? site.File : -1, arity);
        if (!_bindable.TryGetValue(key, out var candidates))
        {
            var found = new List<SymbolSet>();
            foreach (var set in sets.All)
            {
                if (!set.IsExplicit && (arity < 0 || !set.IsTypeName || set.Arity == arity) && Bindings.Takes(binding, set, language) && IsReached(set, site, language))
                {
                    found.Add(set);
                }
            }

            // A member that is called through a receiver is a field or property only where nothing else has the name.
            if (binding == Binding.Called && site.HasReceiver && found.Exists(s => s.IsCallable))
            {
                found.RemoveAll(s => !s.IsCallable);
            }

            _bindable.Add(key, candidates = new Candidates(found));
        }

        return candidates;
    }

    private static bool Takes(SymbolSet set, OccurrenceRole role) => role switch
    {
        OccurrenceRole.Read or OccurrenceRole.Write => set.IsValue,
        OccurrenceRole.Implements or OccurrenceRole.Type => set.IsTypeName || set.IsVariant,
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
