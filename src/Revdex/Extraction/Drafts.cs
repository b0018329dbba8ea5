using System.Runtime.InteropServices;
using Revdex.Extraction.Patterns;
using Revdex.Facts;

namespace Revdex.Extraction;

/// <summary>What a walk collects about one file, and the resolution of local names. Reused from file to file.</summary>
internal sealed unsafe class Drafts
{
    private readonly List<(int OccurrenceStart, int LocalStart, ScopeKind Kind)> _scopes = [];
    private readonly List<(int Name, PatternRole Role, int From)> _locals = [];
    private int[] _marks = [];
    private int[] _from = [];
    private int _mark;
    private int _valueScopes;

    public NameTable Names { get; } = new();

    public LeafHashes Leaves { get; } = new();

    public List<SymbolDraft> Symbols { get; } = [];

    public List<OccurrenceDraft> Occurrences { get; } = [];

    public List<ImportDraft> Imports { get; } = [];

    public void Begin(byte* content)
    {
        Names.Begin(content);
        Leaves.Begin();
        Symbols.Clear();
        Occurrences.Clear();
        Imports.Clear();
        _scopes.Clear();
        _locals.Clear();
        _valueScopes = 0;
    }

    /// <summary>Within a scope that a query names, beside that of the file; one of types alone is none.</summary>
    public bool IsInScope => _valueScopes > 1;

    /// <summary>Whether a name of the role, one of the local ones, would be a local here.</summary>
    public bool Takes(PatternRole role) => role == PatternRole.LocalType ? _scopes.Count > 1 : IsInScope;

    public void OpenScope(ScopeKind kind)
    {
        _scopes.Add((Occurrences.Count, _locals.Count, kind));
        _valueScopes += kind is ScopeKind.Types or ScopeKind.Late ? 0 : 1;
    }

    /// <param name="role">One of the local roles.</param>
    public void AddLocal(int name, PatternRole role) => _locals.Add((name, role, 0));

    /// <summary>Drops the plain uses inside the scope that mean one of its locals: also those before the declaration, as in closures, where the language does not say otherwise.</summary>
    public void CloseScope()
    {
        var (occurrenceStart, localStart, kind) = _scopes[^1];
        _scopes.RemoveAt(_scopes.Count - 1);
        _valueScopes -= kind is ScopeKind.Types or ScopeKind.Late ? 0 : 1;
        if (localStart == _locals.Count)
        {
            return;
        }

        if (kind == ScopeKind.Late)
        {
            foreach (ref var local in CollectionsMarshal.AsSpan(_locals)[localStart..])
            {
                local.From = Occurrences.Count;
            }

            return;
        }

        Mark(localStart, kind);
        var occurrences = CollectionsMarshal.AsSpan(Occurrences);
        var kept = occurrenceStart;
        for (var i = occurrenceStart; i < occurrences.Length; i++)
        {
            if (!IsLocal(occurrences[i], i))
            {
                occurrences[kept++] = occurrences[i];
            }
        }

        Occurrences.RemoveRange(kept, Occurrences.Count - kept);
        RemoveLocals(localStart, kind);
    }

    /// <summary>
    /// Drops the uses of the language's own names, but for those that something at the top of the file, or an import, gives another meaning: from there on, and
    /// anywhere in functions, which run later.
    /// </summary>
    public void DropBuiltins()
    {
        if (!Occurrences.Exists(o => o.IsBuiltin))
        {
            return;
        }

        var boundFrom = new Dictionary<int, uint>();
        foreach (ref readonly var symbol in CollectionsMarshal.AsSpan(Symbols))
        {
            if (symbol.Container < 0)
            {
                Bind(boundFrom, symbol.Name, symbol.NameRow + 1);
            }
        }

        foreach (ref readonly var use in CollectionsMarshal.AsSpan(Occurrences))
        {
            if (use.Role == OccurrenceRole.Import)
            {
                Bind(boundFrom, use.Name, use.Row);
            }
        }

        Occurrences.RemoveAll(o => o.IsBuiltin && !(boundFrom.TryGetValue(o.Name, out var row) && (o.Row >= row || IsInFunction(o.Enclosing))));
    }

    private static void Bind(Dictionary<int, uint> boundFrom, int name, uint row) =>
        boundFrom[name] = boundFrom.TryGetValue(name, out var known) ? Math.Min(known, row) : row;

    private bool IsInFunction(int symbol)
    {
        for (; symbol >= 0; symbol = Symbols[symbol].Container)
        {
            if (Symbols[symbol].Kind is SymbolKind.Function or SymbolKind.Method or SymbolKind.Constructor or SymbolKind.Property)
            {
                return true;
            }
        }

        return false;
    }

    private void RemoveLocals(int start, ScopeKind kind)
    {
        var kept = start;
        for (var i = start; kind != ScopeKind.Full && i < _locals.Count; i++)
        {
            if (!EndsAt(_locals[i].Role, kind))
            {
                _locals[kept++] = _locals[i];
            }
        }

        _locals.RemoveRange(kept, _locals.Count - kept);
    }

    private void Mark(int localStart, ScopeKind kind)
    {
        if (_marks.Length < Names.Count)
        {
            _marks = new int[Math.Max(Names.Count * 2, 1024)];
            _from = new int[_marks.Length];
            _mark = 0;
        }

        if (_mark > int.MaxValue - 4)
        {
            Array.Clear(_marks);
            _mark = 0;
        }

        // Two marks a scope: values below are of scopes before.
        _mark += 2;
        for (var i = localStart; i < _locals.Count; i++)
        {
            var (name, role, from) = _locals[i];
            if (EndsAt(role, kind))
            {
                _from[name] = _marks[name] >= _mark ? Math.Min(_from[name], from) : from;
                _marks[name] = role == PatternRole.LocalType ? _mark + 1 : _mark;
            }
        }

        for (var i = localStart; i < _locals.Count; i++)
        {
            if (_locals[i].Role == PatternRole.LocalOuter && EndsAt(PatternRole.LocalOuter, kind))
            {
                _marks[_locals[i].Name] = 0;
            }
        }
    }

    private static bool EndsAt(PatternRole role, ScopeKind kind) => kind switch
    {
        ScopeKind.Block => role != PatternRole.LocalHoisted,
        ScopeKind.Types => role == PatternRole.LocalType,
        _ => true,
    };

    private bool IsLocal(in OccurrenceDraft occurrence, int index)
    {
        if (!occurrence.IsPlain || occurrence.Name >= _marks.Length || index < _from[occurrence.Name])
        {
            return false;
        }

        var mark = _marks[occurrence.Name];
        return occurrence.Role switch
        {
            OccurrenceRole.Read or OccurrenceRole.Write or OccurrenceRole.Call or OccurrenceRole.Text => mark == _mark || mark == _mark + 1,
            OccurrenceRole.Type => mark == _mark + 1,
            _ => false,
        };
    }
}
