using System.Text;
using Revdex.Facts;
using Revdex.Segments;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>Walks imports between files.</summary>
internal sealed class ImportWalk(StateFacts facts, ModuleFiles modules, int depthMax, Known weakest, int rowsMax)
{
    /// <summary>Of a namespace that more files declare, the name alone is told.</summary>
    private const int FilesMax = 8;

    private readonly GraphWalk<Key> _walk = new(rowsMax, facts.Cancellation);

    public GraphWalk<Key> Result => _walk;

    /// <summary>Imports that nothing in the view matches: packages from elsewhere, or paths that a build tool's settings map.</summary>
    public int Unmatched { get; private set; }

    /// <summary>What was reached: a file, or a module that is no single file.</summary>
    internal readonly record struct Key(int File, int Line, string Module) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            var order = File.CompareTo(other.File);
            order = order != 0 ? order : Line.CompareTo(other.Line);
            return order != 0 ? order : string.CompareOrdinal(Module, other.Module);
        }
    }

    /// <summary>What the files import, then what those import: in order of path, what matches nothing last.</summary>
    public void Imports(IReadOnlyList<int> files)
    {
        var visited = files.ToHashSet();
        for (var depth = 1; depth <= depthMax && files.Count > 0; depth++)
        {
            var next = new SortedSet<int>();
            foreach (var file in files)
            {
                foreach (var import in facts.Imports(file))
                {
                    AddImport(file, import, depth, next);
                }
            }

            _walk.EndLevel();
            files = [.. next.Where(visited.Add)];
        }
    }

    /// <summary>The files that import any of these, those that import them, and so on.</summary>
    public void Importers(IReadOnlyList<int> files)
    {
        var visited = files.ToHashSet();
        for (var depth = 1; depth <= depthMax && files.Count > 0; depth++)
        {
            AddImporters([.. files], depth);
            files = [.. _walk.EndLevel().Select(k => k.File).Where(visited.Add)];
        }
    }

    /// <summary>The files that import a module as it is written.</summary>
    public void ImportersOf(string module)
    {
        foreach (var (file, import) in Importing(key => Encoding.UTF8.GetString(key) == module))
        {
            var match = modules.Match(file, import.Module, import.Name);
            Add(file, import, match, null, 1);
        }

        var files = _walk.EndLevel().Select(k => k.File).Distinct().ToList();
        var visited = files.ToHashSet();
        for (var depth = 2; depth <= depthMax && files.Count > 0; depth++)
        {
            AddImporters([.. files], depth);
            files = [.. _walk.EndLevel().Select(k => k.File).Where(visited.Add)];
        }
    }

    private void AddImport(int file, FileImport import, int depth, SortedSet<int> next)
    {
        var match = modules.Match(file, import.Module, import.Name);
        var row = new GraphRow
        {
            Name = import.Module,
            Depth = depth,
            Known = match.Files.Count == 0 ? null : match.Known,
            Candidates = match.Known == Known.Ambiguous ? Math.Max(1, match.Files.Count) : 1,
            Via = SymbolRef.TopOf(file),
            ViaLine = import.Line,
            Role = OccurrenceRole.Import,
        };
        if (match.Files.Count == 0)
        {
            Unmatched++;
            _walk.Add(new Key(int.MaxValue, 0, import.Module), row with { Kind = "unmatched" });
        }
        else if (match.Known > weakest)
        {
            return;
        }
        else if (match.Folder is { } folder)
        {
            _walk.Add(new Key(match.Files[0], 0, folder), row with { Kind = "folder", Path = folder });
        }
        else if (match.Files.Count > FilesMax)
        {
            _walk.Add(new Key(match.Files[0], 0, import.Module), row with { Kind = "namespace" });
        }
        else
        {
            foreach (var found in match.Files.Where(f => f != file))
            {
                _walk.Add(new Key(found, 0, ""), row with { Node = SymbolRef.TopOf(found) });
            }
        }

        next.UnionWith(match.Files);
    }

    private void AddImporters(HashSet<int> files, int depth)
    {
        var hints = new ImportHints(facts, files);
        foreach (var (file, import) in Importing(hints.MayBe))
        {
            var match = modules.Match(file, import.Module, import.Name);
            var target = match.Files.Count == 0 ? -1 : match.Files.FirstOrDefault(files.Contains, -1);
            if (target >= 0 && target != file && match.Known <= weakest)
            {
                Add(file, import, match, SymbolRef.TopOf(target), depth);
            }
        }
    }

    private void Add(int file, FileImport import, ModuleMatch match, SymbolRef? via, int depth) => _walk.Add(new Key(file, 0, ""), new GraphRow
    {
        Node = SymbolRef.TopOf(file),
        Name = import.Module,
        Depth = depth,
        Known = match.Files.Count == 0 ? null : match.Known,
        Candidates = match.Known == Known.Ambiguous ? Math.Max(1, match.Files.Count) : 1,
        Via = via,
        ViaLine = import.Line,
        Line = import.Line,
        Role = OccurrenceRole.Import,
    });

    /// <summary>The imports whose module, as it is written, passes; in order of path and line.</summary>
    private List<(int File, FileImport Import)> Importing(Func<ReadOnlySpan<byte>, bool> passes)
    {
        var found = new List<(int File, FileImport Import)>();
        var isWanted = new HashSet<string>(StringComparer.Ordinal);
        var files = new SortedSet<int>();
        foreach (var mounted in facts.State.Segments)
        {
            var table = mounted.Segment.Table(TableKind.Imports);
            for (var key = 0; key < table.KeyCount; key++)
            {
                if (passes(table.Key(key)))
                {
                    isWanted.Add(Encoding.UTF8.GetString(table.Key(key)));
                    AddFiles(mounted, table.Postings(key), files);
                }
            }
        }

        foreach (var file in files)
        {
            found.AddRange(facts.Imports(file).Where(i => isWanted.Contains(i.Module)).Select(i => (file, i)));
        }

        return found;
    }

    private static void AddFiles(MountedSegment mounted, PostingReader postings, SortedSet<int> to)
    {
        while (postings.MoveNext())
        {
            foreach (var file in mounted.FilesOf(postings.Blob))
            {
                to.Add(file);
            }
        }
    }
}
