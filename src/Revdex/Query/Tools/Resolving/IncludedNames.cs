using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving;

/// <summary>
/// Names of C that a file sees in what it includes: what a header declares is what one file defines, since the linker takes one definition of a name.
/// Which of several definitions a program is linked with is not known, nor what build systems leave out.
/// </summary>
internal sealed class IncludedNames(StateFacts facts, SymbolSets sets, ModuleFiles modules)
{
    /// <summary>More no file includes.</summary>
    private const int FilesMax = 2_000;

    private readonly Dictionary<int, HashSet<int>> _seen = [];

    /// <summary>The one thing of that name at the top of what a file includes, itself included; null where there are several, or none.</summary>
    public SymbolSet? Find(in UseSite site, Candidates candidates)
    {
        if (candidates.Sets.Count == 0)
        {
            return null;
        }

        var seen = SeenFrom(site.File);
        SymbolSet? found = null;
        foreach (var set in sets.Of(candidates.Name, "c"))
        {
            var isCandidate = candidates.Sets.Contains(set);
            if (set.IsMember || !set.Members.Exists(m => seen.Contains(m.File)) || (!isCandidate && !IsMacro(set)))
            {
                continue;
            }

            if (found is not null || !isCandidate)
            {
                return null; // A macro may stand for anything.
            }

            found = set;
        }

        return found;
    }

    private bool IsMacro(SymbolSet set) => set.Members.Exists(m => facts.Symbol(m).Kind == SymbolKind.Macro);

    /// <summary>What a file includes, and what that includes; of an include that may be one of several files, each.</summary>
    private HashSet<int> SeenFrom(int file)
    {
        if (_seen.TryGetValue(file, out var seen))
        {
            return seen;
        }

        _seen.Add(file, seen = [file]);
        for (var todo = new Stack<int>(seen); todo.TryPop(out var next) && seen.Count < FilesMax;)
        {
            facts.Cancellation.ThrowIfCancellationRequested();
            foreach (var import in facts.Imports(next))
            {
                foreach (var included in modules.Match(next, import.Module, "").Files)
                {
                    if (seen.Add(included))
                    {
                        todo.Push(included);
                    }
                }
            }
        }

        return seen;
    }
}
