using System.Text;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Query.Tools.Resolving;

/// <summary>
/// The facts of a state as resolving and walks ask for them, decoded once: for a question, and for the next ones about the same view
/// (<see cref="ResolverPool"/>). Not safe for several threads.
/// </summary>
internal sealed class StateFacts
{
    /// <summary>Texts kept: the uses of many names lie in the same files, and each read of one is checked against its object id.</summary>
    private const long TextMaxBytes = 16 << 20;

    /// <summary>About what a symbol and a name take when they are decoded.</summary>
    private const int SymbolBytes = 200;

    private readonly Dictionary<int, FileSymbols> _symbols = [];
    private readonly Dictionary<int, UseSite[]> _calls = [];
    private readonly Dictionary<int, UseSite[]> _bases = [];
    private readonly Dictionary<int, FileImport[]> _imports = [];
    private readonly Dictionary<string, SymbolRef[]> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NameRuns> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _paths = [];
    private readonly Dictionary<int, SiteText> _texts = [];
    private QueryState? _state;
    private CancellationToken _cancellation;
    private long _textBytes;
    private long _symbolCount;

    public QueryState State => _state ?? throw new ObjectDisposedException(nameof(StateFacts));

    public View View => State.View;

    public CancellationToken Cancellation => _cancellation;

    /// <summary>Some text was not to be had, so that what was made of it holds for now only.</summary>
    public bool LacksText { get; private set; }

    /// <summary>About what it keeps beside texts.</summary>
    public long Bytes => _symbolCount * SymbolBytes;

    /// <param name="state">Every time with the same mount: what was decoded before is kept.</param>
    /// <param name="cancellation">Of this question.</param>
    public void Attach(QueryState state, CancellationToken cancellation) => (_state, _cancellation) = (state, cancellation);

    /// <summary>Nothing can be asked until the next <see cref="Attach"/>: the state's lease is over.</summary>
    public void Detach() => (_state, _cancellation) = (null, default);

    public string Path(int file)
    {
        if (!_paths.TryGetValue(file, out var path))
        {
            _paths.Add(file, path = GitPath.Display(View.Path(file)));
        }

        return path;
    }

    public FileSymbols Symbols(int file)
    {
        if (!_symbols.TryGetValue(file, out var symbols))
        {
            _cancellation.ThrowIfCancellationRequested();
            _symbols.Add(file, symbols = FileSymbols.Of(State, file));
            _symbolCount += symbols.Count;
        }

        return symbols;
    }

    public FileSymbol Symbol(SymbolRef symbol) => Symbols(symbol.File)[symbol.Symbol];

    /// <summary>Every definition of a name, in order.</summary>
    public SymbolRef[] Definitions(string name)
    {
        if (!_definitions.TryGetValue(name, out var found))
        {
            _definitions.Add(name, found = FindDefinitions(Encoding.UTF8.GetBytes(name)));
            _symbolCount += found.Length;
        }

        return found;
    }

    /// <summary>Every use of a name, in order; made anew at each call.</summary>
    /// <param name="withAttributes">Also C#'s attributes that are written without the name's ending.</param>
    public List<UseSite> Sites(string name, bool withAttributes = false)
    {
        _cancellation.ThrowIfCancellationRequested();
        using var search = new UseSearch(State, SymbolFilter.Everything(View), RoleNames.MaskOf([]));
        search.Add(Encoding.UTF8.GetBytes(name));
        var sites = new List<UseSite>();
        foreach (ref readonly var run in search.Sorted())
        {
            if (run.Written is not null && !withAttributes)
            {
                continue; // They are no calls, and implement nothing.
            }

            var uses = new OccurrenceRunReader(search.Bytes(run));
            while (uses.MoveNext())
            {
                if (!UseSearch.Takes(run, uses))
                {
                    continue;
                }

                sites.Add(new UseSite(run.Written ?? name, run.File, uses.Line, uses.Column, uses.Role, uses.HasReceiver, uses.Enclosing));
            }
        }

        return sites;
    }

    /// <summary>Every call in a file, in order.</summary>
    public UseSite[] CallsIn(int file)
    {
        if (!_calls.TryGetValue(file, out var calls))
        {
            _calls.Add(file, calls = UsesIn(file, OccurrenceRole.Call));
        }

        return calls;
    }

    /// <summary>Every attribute, annotation and decorator in a file, in order.</summary>
    public UseSite[] AttributesIn(int file) => UsesIn(file, OccurrenceRole.Attribute);

    /// <summary>What the types of a file derive from: each base's name, in the type.</summary>
    public UseSite[] BasesIn(int file)
    {
        if (!_bases.TryGetValue(file, out var bases))
        {
            _bases.Add(file, bases = UsesIn(file, OccurrenceRole.Implements));
        }

        return bases;
    }

    /// <summary>Whether a name is used at a place; a local variable's uses are none.</summary>
    public bool IsUsedAt(string name, int file, int line, int column)
    {
        var uses = UsesIn(name, file);
        while (uses.MoveNext())
        {
            if (uses.Line == line && uses.Column == column)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The uses of a name in a file, in order.</summary>
    public OccurrenceRunReader UsesIn(string name, int file)
    {
        if (!_runs.TryGetValue(name, out var runs))
        {
            _cancellation.ThrowIfCancellationRequested();
            _runs.Add(name, runs = new NameRuns(State, name));
            _symbolCount += runs.Count;
        }

        return State.TryLocate(file, out var mounted, out var blob) ? runs.In(mounted.Segment, blob) : default;
    }

    public FileImport[] Imports(int file)
    {
        if (!_imports.TryGetValue(file, out var imports))
        {
            _imports.Add(file, imports = ReadImports(file));
        }

        return imports;
    }

    /// <summary>A file's text; empty where it is not to be had.</summary>
    public SiteText Text(int file)
    {
        if (!_texts.TryGetValue(file, out var text))
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_textBytes > TextMaxBytes)
            {
                _texts.Clear();
                _textBytes = 0;
            }

            var content = State.ReadContent(file);
            LacksText |= content is null;
            text = new SiteText(content ?? default);
            _textBytes += text.Content.Length;
            _texts.Add(file, text);
        }

        return text;
    }

    /// <summary>What a use is a member of, as it is written, without white space; empty where there is nothing or it is not to be had.</summary>
    public (string Text, int Line, int Column) Receiver(in UseSite site) => site.HasReceiver ? Text(site.File).Receiver(site) : ("", 0, 0);

    /// <summary>Whether a symbol's text ends with a block; true where its file is not to be had.</summary>
    public bool EndsInBlock(SymbolRef symbol)
    {
        var (end, content) = (Symbol(symbol).EndByte, Text(symbol.File).Content);
        return end < 1 || end > content.Length || content.Span[end - 1] == (byte)'}';
    }

    /// <summary>Where a symbol's name stands in its file, in bytes; -1 where the text has no such place.</summary>
    public int PlaceOf(SymbolRef symbol) =>
        Text(symbol.File).At(new UseSite("", symbol.File, Symbol(symbol).Line, Symbols(symbol.File).NameColumn(symbol.Symbol), OccurrenceRole.Definition, false, -1));

    /// <summary>The declaration of a symbol up to its body.</summary>
    public string Signature(SymbolRef symbol) => Symbols(symbol.File).Signature(symbol.Symbol);

    private SymbolRef[] FindDefinitions(ReadOnlySpan<byte> name)
    {
        var found = new List<SymbolRef>();
        foreach (var mounted in State.Segments)
        {
            var table = mounted.Segment.Table(TableKind.Definitions);
            var key = table.Find(name);
            var postings = key < 0 ? default : table.Postings(key);
            while (key >= 0 && postings.MoveNext())
            {
                foreach (var file in mounted.FilesOf(postings.Blob))
                {
                    AddDefinitions(mounted.Segment.Facts(postings.Blob), postings.Definitions, file, found);
                }
            }
        }

        found.Sort();
        return [.. found];
    }

    /// <summary>Runs are data: an index that the message does not have is told as such.</summary>
    private static void AddDefinitions(in FactsMessage facts, DefinitionRunReader definitions, int file, List<SymbolRef> to)
    {
        while (definitions.MoveNext())
        {
            if (definitions.Symbol >= facts.SymbolCount)
            {
                _ = facts.ReadSymbol(definitions.Symbol); // Says what is wrong.
            }

            to.Add(new SymbolRef(file, definitions.Symbol));
        }
    }

    private UseSite[] UsesIn(int file, OccurrenceRole role)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (!State.TryLocate(file, out var mounted, out var blob))
        {
            return [];
        }

        var sites = new List<UseSite>();
        var table = mounted.Segment.Table(TableKind.Occurrences);
        foreach (var (key, at) in BlobNames.Of(mounted.Segment).Of(blob))
        {
            string? name = null;
            var uses = table.Postings(key).RunAt(at);
            while (uses.MoveNext())
            {
                if (uses.Role == role)
                {
                    sites.Add(new UseSite(name ??= Encoding.UTF8.GetString(table.Key(key)), file, uses.Line, uses.Column, role, uses.HasReceiver, uses.Enclosing));
                }
            }
        }

        sites.Sort();
        return [.. sites];
    }

    private FileImport[] ReadImports(int file)
    {
        if (!State.TryLocate(file, out var mounted, out var blob))
        {
            return [];
        }

        var imports = new List<FileImport>();
        foreach (var row in mounted.Segment.Facts(blob).Imports)
        {
            imports.Add(new FileImport(Encoding.UTF8.GetString(row.Module), Encoding.UTF8.GetString(row.Name), Encoding.UTF8.GetString(row.Alias), row.Line));
        }

        return [.. imports];
    }
}
