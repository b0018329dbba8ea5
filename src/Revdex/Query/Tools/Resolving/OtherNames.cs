using System.Text;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query.Tools.Resolving;

/// <summary>
/// The names that files give to something else's: <c>from m import parse as read</c>, and what others import from those under the new name. Only files that import the
/// name are looked into, and of these only the imports are read.
/// </summary>
/// <param name="asked">What is meant; null: anything of the name.</param>
internal sealed class OtherNames(TargetResolver resolver, string name, IReadOnlyList<SymbolSet>? asked)
{
    /// <summary>Importing files that are read for one question; those of more are namespaces.</summary>
    private const int FilesMax = 2_000;

    /// <summary>Names that lead to further ones: exports of exports.</summary>
    private const int NamesMax = 100;

    /// <summary>Files that define the name and are read for what they export it as.</summary>
    private const int DefinitionsMax = 16;

    private const uint Import = 1u << (int)OccurrenceRole.Import;

    private readonly Dictionary<string, Dictionary<int, uint>> _found = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, int From)> _todo = new();
    private int _filesLeft = FilesMax;

    private StateFacts Facts => resolver.Facts;

    /// <summary>Not all importing files were read.</summary>
    public bool IsCut { get; private set; }

    /// <summary>By name, for each file that uses it so, a bit for each role that counts: an import that gives the name has a use already, that of the name before.</summary>
    /// <exception cref="FactsExpectedException">As <see cref="QueryState.Expect"/>.</exception>
    public IReadOnlyDictionary<string, Dictionary<int, uint>> Find()
    {
        _todo.Enqueue((name, -1));
        foreach (var file in Facts.Definitions(name).Select(d => d.File).Distinct().Take(DefinitionsMax))
        {
            foreach (var exported in resolver.ExportedAs(file, name))
            {
                _todo.Enqueue((exported, file));
            }
        }

        for (var left = NamesMax; _todo.TryDequeue(out var next) && !IsCut; left--)
        {
            IsCut = left == 0;
            Follow(next.Name, next.From);
        }

        return _found;
    }

    /// <param name="from">The file that has the name; -1: any.</param>
    private void Follow(string taken, int from)
    {
        var files = Importing(taken);
        IsCut |= files.Count > _filesLeft;
        files = files.Count > _filesLeft ? files[.._filesLeft] : files;
        _filesLeft -= files.Count;
        Facts.State.Expect(files);
        foreach (var file in files)
        {
            if (from < 0 ? GivesNames(file) : file != from)
            {
                Follow(taken, from, file);
            }
        }
    }

    private void Follow(string taken, int from, int file)
    {
        foreach (var import in Facts.Imports(file))
        {
            var isRenamed = import.Alias.Length > 0 && import.Alias != taken;
            if ((import.Name is "" or "*" ? import.ModuleTail : import.Name) != taken || (from < 0 && !isRenamed)
                || (from >= 0 && !resolver.Modules.Match(file, import.Module, import.Name).Files.Contains(from)) || !MayMean(taken, file, import))
            {
                continue;
            }

            if (isRenamed)
            {
                Add(import.Alias, file, ~Import);
            }

            if (from >= 0)
            {
                Add(taken, file, isRenamed ? Import : ~0u);
            }
        }
    }

    /// <summary>Proven to be asked for; where nothing is proven, taken by its name from a module that may be one of the view.</summary>
    private bool MayMean(string taken, int file, FileImport import)
    {
        if (resolver.Proven(new UseSite(taken, file, import.Line, 0, OccurrenceRole.Import, false, -1)) is { } set)
        {
            return asked is null || asked.Contains(set);
        }

        var isNamed = import.Name.Length > 0 && import.Name != "*";
        return (isNamed || asked is null) && resolver.Modules.MayHave(file, import.Module, import.Name);
    }

    private void Add(string written, int file, uint roles)
    {
        if (written == name)
        {
            return;
        }

        if (!_found.TryGetValue(written, out var files))
        {
            _found.Add(written, files = []);
        }

        if (!files.TryAdd(file, roles))
        {
            files[file] |= roles;
        }
        else if (Facts.Symbols(file).Language.PassesOnImports)
        {
            _todo.Enqueue((written, file));
        }
    }

    /// <summary>Files of languages that rename what they import, with an import of the name, in order.</summary>
    private List<int> Importing(string taken)
    {
        var (files, utf8) = (new List<int>(), Encoding.UTF8.GetBytes(taken));
        foreach (var mounted in Facts.State.Segments)
        {
            var table = mounted.Segment.Table(TableKind.Occurrences);
            var postings = table.Find(utf8) is >= 0 and var key ? table.Postings(key) : default;
            while (postings.MoveNext())
            {
                var there = mounted.FilesOf(postings.Blob);
                if (!there.IsEmpty && LanguageTraits.Of(mounted.Segment.Languages[mounted.Segment.LanguageOrdinal(postings.Blob)].Id).RenamesImports && HasImport(postings.Run))
                {
                    files.AddRange(there);
                }
            }
        }

        files.Sort();
        return files;
    }

    private static bool HasImport(ReadOnlySpan<byte> run)
    {
        var uses = new OccurrenceRunReader(run);
        while (uses.MoveNext())
        {
            if (uses.Role == OccurrenceRole.Import)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Most files rename nothing: told without making their imports' texts.</summary>
    private bool GivesNames(int file)
    {
        if (Facts.State.TryLocate(file, out var mounted, out var blob))
        {
            foreach (var import in mounted.Segment.Facts(blob).Imports)
            {
                if (!import.Alias.IsEmpty)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
