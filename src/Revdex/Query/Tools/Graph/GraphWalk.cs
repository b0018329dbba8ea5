using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>Rows of a walk in breadth-first order, each thing once: by the best-known edge of the least depth. Bounded; loops end by that.</summary>
/// <param name="isByKnown">Of one depth what is proven comes first.</param>
internal sealed class GraphWalk<TKey>(int rowsMax, CancellationToken cancellation, bool isByKnown = false)
    where TKey : notnull, IComparable<TKey>
{
    private readonly HashSet<TKey> _seen = [];
    private readonly Dictionary<TKey, GraphRow> _level = [];

    /// <summary>In order of depth, by how it is known where that is wanted, then of the keys.</summary>
    public List<GraphRow> Rows { get; } = [];

    /// <summary>There was no room for all.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether something was reached at an earlier depth.</summary>
    public bool HasReached(TKey key) => _seen.Contains(key);

    /// <summary>Whether there is no room for so many more than earlier depths reached.</summary>
    public bool IsFullWith(int more) => Rows.Count + more > rowsMax;

    /// <summary>An edge to something at the present depth. What was reached before stays as it is.</summary>
    public void Add(TKey key, GraphRow row)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_seen.Contains(key))
        {
            return;
        }

        if (_level.TryGetValue(key, out var known))
        {
            _level[key] = Equals(known.Via, row.Via)
                ? known with { Uses = known.Uses + row.Uses, Known = Better(known.Known, row.Known), Candidates = Math.Min(known.Candidates, row.Candidates) }
                : IsBetter(row, known) ? row : known;
        }
        else if (Rows.Count + _level.Count < rowsMax)
        {
            _level.Add(key, row);
        }
        else
        {
            IsCut = true;
        }
    }

    /// <summary>Ends a depth: what it reached is written down.</summary>
    /// <returns>That, in order.</returns>
    public List<TKey> EndLevel()
    {
        List<TKey> reached = [.. _level.OrderBy(entry => Rank(entry.Value.Known)).ThenBy(entry => entry.Key).Select(entry => entry.Key)];
        foreach (var key in reached)
        {
            _seen.Add(key);
            Rows.Add(_level[key]);
        }

        _level.Clear();
        return reached;
    }

    private int Rank(Known? known) => !isByKnown || known is null or <= Known.Resolved ? 0 : (int)known;

    private static bool IsBetter(GraphRow row, GraphRow than) => row.Known is { } known && (than.Known is not { } other || known < other);

    private static Known? Better(Known? a, Known? b) => a is null ? b : b is null || a <= b ? a : b;
}
