namespace Revdex.Query.Tools.Resolving;

/// <summary>The sets that uses which are alike can be bound to, found by where they stand: common names have hundreds. Not to be changed.</summary>
internal sealed class Candidates(IReadOnlyList<SymbolSet> sets)
{
    private Dictionary<string, Match>? _byOwner;
    private Dictionary<string, Match>? _topByNamespace;
    private Dictionary<string, Match>? _byOwnerName;
    private Dictionary<int, List<SymbolSet>>? _topByFile;
    private HashSet<string>? _ownerNames;
    private string[]? _staticOwners;

    public IReadOnlyList<SymbolSet> Sets => sets;

    /// <summary>Of all of them; empty where there are none.</summary>
    public string Name => sets.Count > 0 ? sets[0].Name : "";

    /// <summary>Some are values that are reached through others.</summary>
    public bool HasFields { get; } = sets.Any(s => s.IsValue && s.IsMember);

    /// <summary>The names of the types through which some are reached.</summary>
    public string[] StaticOwners => _staticOwners ??= [.. sets.Where(s => (s.HasStatic || s.IsTypeName) && s.OwnerFullName.Length > 0).Select(LastOwner).Distinct()];

    /// <summary>What one look-up found.</summary>
    /// <param name="Only">Null where there is none, or several.</param>
    internal readonly record struct Match(SymbolSet? Only, int Count)
    {
        public static Match operator +(Match match, SymbolSet set) => new(match.Count == 0 ? set : null, match.Count + 1);
    }

    /// <summary>By <see cref="SymbolSet.Owner"/>.</summary>
    public Match OwnedBy(string owner) => (_byOwner ??= Index(s => true, s => s.Owner)).GetValueOrDefault(owner);

    /// <summary>In no type or function, by <see cref="SymbolSet.OwnerFullName"/>.</summary>
    public Match InNamespace(string fullName) => (_topByNamespace ??= Index(s => s.IsTop, s => s.OwnerFullName)).GetValueOrDefault(fullName);

    /// <summary>Members of a namespace or type by its full name.</summary>
    public Match OwnedByFullName(string fullName) => (_byOwnerName ??= Index(s => s.OwnerFullName.Length > 0, s => s.OwnerFullName)).GetValueOrDefault(fullName);

    /// <summary>In no type or function of any of these files.</summary>
    public Match InFiles(IReadOnlyList<int> files)
    {
        _topByFile ??= ByFile();
        var found = default(Match);
        foreach (var file in files)
        {
            foreach (var set in _topByFile.GetValueOrDefault(file, []))
            {
                found = found.Count > 0 && found.Only == set ? found : found + set;
            }
        }

        return found;
    }

    /// <summary>Whether any is a member of what has this name, wherever that is.</summary>
    public bool AnyIsOwnedBy(string ownerName) =>
        (_ownerNames ??= [.. sets.Where(s => s.OwnerFullName.Length > 0).Select(LastOwner)]).Contains(ownerName);

    private static string LastOwner(SymbolSet set) => set.OwnerFullName[(set.OwnerFullName.LastIndexOf('.') + 1)..];

    private Dictionary<string, Match> Index(Func<SymbolSet, bool> isWanted, Func<SymbolSet, string> key)
    {
        var index = new Dictionary<string, Match>(StringComparer.Ordinal);
        foreach (var set in sets.Where(isWanted))
        {
            index[key(set)] = index.GetValueOrDefault(key(set)) + set;
        }

        return index;
    }

    private Dictionary<int, List<SymbolSet>> ByFile()
    {
        var index = new Dictionary<int, List<SymbolSet>>();
        foreach (var set in sets.Where(s => s.IsTop))
        {
            foreach (var file in set.Members.Select(m => m.File).Distinct())
            {
                if (!index.TryGetValue(file, out var there))
                {
                    index.Add(file, there = []);
                }

                there.Add(set);
            }
        }

        return index;
    }
}
