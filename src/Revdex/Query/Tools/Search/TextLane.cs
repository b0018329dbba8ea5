using System.Collections.Concurrent;

namespace Revdex.Query.Tools.Search;

/// <summary>Pieces by the words of the question, in rounds: those of the best files, then of the next best, so that what a page has does not depend on how far it was asked. For one question.</summary>
internal sealed class TextLane
{
    /// <summary>Files that are read before their pieces are put in order: fewer miss a good one, more take longer.</summary>
    private const int FilesPerRound = 64;

    private readonly ToolCall _call;
    private readonly int[] _files;
    private readonly ConcurrentBag<PieceScorer> _scorers = [];
    private readonly Func<PieceScorer> _newScorer;
    private readonly List<PieceHit> _hits = [];
    private int _read;

    /// <param name="isWanted">Whether a file may be in the answer.</param>
    public TextLane(ToolCall call, SearchTerms terms, TextWords texts, Func<int, bool> isWanted)
    {
        _call = call;
        var words = new WordFiles(call, texts, isWanted);
        var scores = new FileScores(call.State, terms, words, isWanted, call.Cancellation);
        (_files, _newScorer, UnreadCount) = (scores.Ordered(), () => new PieceScorer(call.State, terms, scores.Rarity), words.UnreadCount);
    }

    /// <summary>Files of which nothing can be said.</summary>
    public int UnreadCount { get; }

    /// <summary>All rounds so far, each in order.</summary>
    public IReadOnlyList<PieceHit> Hits => _hits;

    public bool IsAll => _read == _files.Length;

    public void ReadRound()
    {
        var (from, sorted) = (_read, _hits.Count);
        _read = Math.Min(_read + FilesPerRound, _files.Length);
        var found = new List<PieceHit>[_read - from];
        Together.For(0, found.Length, i => found[i] = HitsOf(_files[from + i]), _call.Cancellation);
        foreach (var hits in found)
        {
            _hits.AddRange(hits);
        }

        _hits.Sort(sorted, _hits.Count - sorted, null);
    }

    private List<PieceHit> HitsOf(int file)
    {
        var scorer = _scorers.TryTake(out var free) ? free : _newScorer();
        var hits = scorer.HitsOf(file);
        _scorers.Add(scorer);
        return hits;
    }
}
