namespace Revdex.Query.Tools.Search;

/// <summary>Pieces by the words of the question, in rounds: those of the best files, then of the next best, so that what a page has does not depend on how far it was asked. For one question.</summary>
internal sealed class TextLane
{
    /// <summary>Files that are read before their pieces are put in order: fewer miss a good one, more take longer.</summary>
    private const int FilesPerRound = 64;

    private readonly ToolCall _call;
    private readonly int[] _files;
    private readonly PieceScorer _scorer;
    private readonly List<PieceHit> _hits = [];
    private int _read;

    /// <param name="isWanted">Whether a file may be in the answer.</param>
    public TextLane(ToolCall call, SearchTerms terms, TextWords texts, Func<int, bool> isWanted)
    {
        _call = call;
        var words = new WordFiles(call, texts, isWanted);
        var scores = new FileScores(call.State, terms, words, isWanted, call.Cancellation);
        (_files, _scorer, UnreadCount) = (scores.Ordered(), new PieceScorer(call.State, terms, scores.Rarity), words.UnreadCount);
    }

    /// <summary>Files of which nothing can be said.</summary>
    public int UnreadCount { get; }

    /// <summary>All rounds so far, each in order.</summary>
    public IReadOnlyList<PieceHit> Hits => _hits;

    public bool IsAll => _read == _files.Length;

    public void ReadRound()
    {
        var sorted = _hits.Count;
        for (var end = Math.Min(_read + FilesPerRound, _files.Length); _read < end; _read++)
        {
            _call.Cancellation.ThrowIfCancellationRequested();
            _scorer.AddFile(_files[_read], _hits);
        }

        _hits.Sort(sorted, _hits.Count - sorted, null);
    }
}
