using Revdex.Facts;

namespace Revdex.Extraction;

/// <summary>What a walk collects about one file, and the resolution of local names. Reused from file to file.</summary>
internal sealed unsafe class Drafts
{
    private readonly List<(int OccurrenceStart, int LocalStart)> _scopes = [];
    private readonly List<(int Name, bool IsType)> _locals = [];
    private int[] _marks = [];
    private int _mark;

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
    }

    public void OpenScope() => _scopes.Add((Occurrences.Count, _locals.Count));

    public void AddLocal(int name, bool isType) => _locals.Add((name, isType));

    /// <summary>Drops the plain uses inside the scope that mean one of its locals: also those before the declaration, as in closures.</summary>
    public void CloseScope()
    {
        var (occurrenceStart, localStart) = _scopes[^1];
        _scopes.RemoveAt(_scopes.Count - 1);
        if (localStart == _locals.Count)
        {
            return;
        }

        Mark(localStart);
        var occurrences = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Occurrences);
        var kept = occurrenceStart;
        for (var i = occurrenceStart; i < occurrences.Length; i++)
        {
            if (!IsLocal(occurrences[i]))
            {
                occurrences[kept++] = occurrences[i];
            }
        }

        Occurrences.RemoveRange(kept, Occurrences.Count - kept);
        _locals.RemoveRange(localStart, _locals.Count - localStart);
    }

    private void Mark(int localStart)
    {
        if (_marks.Length < Names.Count)
        {
            _marks = new int[Math.Max(Names.Count * 2, 1024)];
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
            var (name, isType) = _locals[i];
            _marks[name] = isType ? _mark + 1 : _mark;
        }
    }

    private bool IsLocal(in OccurrenceDraft occurrence)
    {
        if (!occurrence.IsPlain || occurrence.Name >= _marks.Length)
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
