using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Modules;

/// <summary>Values that a declaration file without imports and exports declares for all files below its folder: <c>declare var __DEV__: boolean</c>.</summary>
internal sealed class ScriptGlobals(StateFacts facts)
{
    private readonly Dictionary<int, bool> _isGlobal = [];

    /// <summary>The only one of the name; null where there is none, or several.</summary>
    public SymbolSet? Find(in UseSite site, Candidates candidates)
    {
        SymbolSet? found = null;
        foreach (var set in candidates.Sets)
        {
            if (set is not { IsTop: true, IsTypeName: false } || !set.Members.Exists(m => IsGlobal(m.File)))
            {
                continue;
            }

            var path = facts.Path(set.Members[0].File);
            if (found is not null || !facts.Path(site.File).StartsWith(path[..(path.LastIndexOf('/') + 1)], StringComparison.Ordinal))
            {
                return null;
            }

            found = set;
        }

        return found;
    }

    private bool IsGlobal(int file)
    {
        if (!_isGlobal.TryGetValue(file, out var isGlobal))
        {
            var symbols = facts.Symbols(file);
            isGlobal = facts.Path(file).EndsWith(".d.ts", StringComparison.Ordinal) && facts.Imports(file).Length == 0
                && !Enumerable.Range(0, symbols.Count).Any(i => symbols[i].Container < 0 && (symbols[i].Flags & SymbolFlags.Exported) != 0);
            _isGlobal.Add(file, isGlobal);
        }

        return isGlobal;
    }
}
