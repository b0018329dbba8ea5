using System.Runtime.CompilerServices;
using System.Text;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query.Tools.Changes;

namespace Revdex.Query.Tools.History;

/// <summary>
/// Walks back through the commits that changed a symbol's file and compares the symbol's facts before and after each. Where the file was renamed, or the symbol
/// came from another file, the walk goes on there. Where it was added, earlier versions are looked through for one of its name that was removed. A merge
/// counts where the symbol is like in none of the parents.
/// </summary>
internal sealed class SymbolTrail : IAsyncDisposable
{
    /// <summary>Versions of files that one answer looks at: seconds where the symbol changed in each.</summary>
    private const int VersionsMax = 2_000;

    /// <summary>Versions from before the symbol was there, in which one of its name is looked for.</summary>
    private const int EarlierMax = 200;

    /// <summary>Versions whose facts are begun ahead of the comparison, once each of two in a row had to be read; the extractor bounds what it works on.</summary>
    private const int AheadMax = 8;

    private readonly HistoryCall _history;
    private readonly Versions _versions;
    private readonly SymbolComparison _comparison;
    private readonly SymbolRuns _runs;
    private readonly Queue<(Oid From, byte[] Path, SymbolTrack Track)> _starts = new();
    private readonly HashSet<(Oid, string)> _seen = [];
    private readonly HashSet<(Oid?, string)> _told = [];

    /// <summary>Of all files that the symbol was in; null before the first is looked at.</summary>
    private Language? _language;
    private int _looked;
    private int _earlier;
    private int _readInRow;

    public SymbolTrail(HistoryCall history)
    {
        _history = history;
        _versions = new Versions(history);
        _comparison = new SymbolComparison(history, _versions);
        _runs = new SymbolRuns(_versions, _comparison);
    }

    public async IAsyncEnumerable<SymbolStep> WalkAsync(Oid from, byte[] path, SymbolTrack track, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _starts.Enqueue((from, path, track));
        while (_starts.TryDequeue(out var start))
        {
            _language ??= _versions.LanguageOf(start.Path, default);
            if (_language is not { } language)
            {
                continue;
            }

            var query = new LogQuery(start.From) { Paths = [PathPattern.Literal(start.Path)], Diff = LogDiff.Whole, HasParents = true, Since = _history.Since };
            var steps = await Task.Run(() => Steps(query, start.Path), cancellationToken).ConfigureAwait(false);
            await foreach (var step in WalkFileAsync(steps, start.Path, language, start.Track).ConfigureAwait(false))
            {
                // Two branches that meet in an older commit may both have passed over it.
                if (_told.Add((step.Commit?.Oid, GitPath.Display(step.Path))))
                {
                    yield return step;
                }
            }
        }
    }

    /// <summary>What the working tree (or the index) changed since the commit that it is based on, and the symbol as it was there; null where it is not there.</summary>
    public async Task<(SymbolStep? Step, byte[] Path, SymbolTrack Track)?> UncommittedAsync(View committed, View view, int file, SymbolTrack track)
    {
        var path = view.Path(file).ToArray();
        var language = _language = view.Language(file) ?? throw new InvalidOperationException("a file with symbols has a language");
        var head = committed.Find(path);
        var was = head < 0 ? default : committed.Oid(head);
        if (was == view.Oid(file))
        {
            return (null, path, track);
        }

        var change = new LogChange(ChangeKind.Modified, path, null, 0, view.Oid(file), [was]);
        var changes = ViewComparison.DifferingFiles(committed, view, null).ConvertAll(pair => ChangeOf(committed, view, pair));
        var outcome = await _comparison.CompareAsync(change, 0, path, language, track, () => null, () => changes).ConfigureAwait(false);
        return outcome is not { } known ? (null, path, track)
            : known.Next is { } next ? (known.Step, next.Path, next.Track)
            : (known.Step, path, track with { IsThere = false });
    }

    public ValueTask DisposeAsync() => _versions.DisposeAsync();

    private static LogChange ChangeOf(View committed, View view, (int Before, int After) pair)
    {
        var path = pair.After >= 0 ? view.Path(pair.After) : committed.Path(pair.Before);
        return new LogChange(
            ChangeKind.Modified, path.ToArray(), null, 0, pair.After >= 0 ? view.Oid(pair.After) : default, [pair.Before >= 0 ? committed.Oid(pair.Before) : default]);
    }

    /// <summary>The commits of a path, children first.</summary>
    private List<(LogCommit Commit, LogChange Change)> Steps(LogQuery query, byte[] path)
    {
        var steps = new List<(LogCommit, LogChange)>();
        foreach (var commit in _history.Log(query))
        {
            if (FileTrail.ChangeOf(commit, path) is { } change)
            {
                steps.Add((commit with { Changes = [] }, change));
            }

            if (steps.Count > VersionsMax)
            {
                break; // One more than are looked at.
            }
        }

        return steps;
    }

    private async IAsyncEnumerable<SymbolStep> WalkFileAsync(List<(LogCommit Commit, LogChange Change)> steps, byte[] path, Language language, SymbolTrack start)
    {
        var pending = new PendingTracks();
        for (var i = 0; i < steps.Count; i++)
        {
            var (commit, change) = steps[i];
            List<SymbolTrack> tracks = i == 0 ? [start] : pending.Take(commit.Oid, change.NewOid);
            var isNew = tracks.Count > 0 && !_history.IsCutAt(commit.Oid) && _seen.Add((commit.Oid, GitPath.Display(path)));
            var isTooMuch = isNew && _looked++ >= VersionsMax;
            var joined = SymbolRun.Join(tracks);
            var passed = isNew && !isTooMuch && joined is not null ? await _runs.TryPassAsync(joined, commit, change, language).ConfigureAwait(false) : [];
            for (var parent = 0; parent < passed.Length; parent++)
            {
                if (passed[parent] is { } there)
                {
                    pending.Add(commit.Parents, change.OldOids[parent], there);
                }
            }

            if (passed.Length > 0 && !passed.Contains(null))
            {
                _readInRow = 0;
                continue;
            }

            var track = default(SymbolTrack);
            foreach (var come in joined is null ? tracks : [joined])
            {
                var (known, missed) = await _runs.ResolveAsync(come, change.NewOid, path, language).ConfigureAwait(false);
                track ??= known;
                foreach (var step in missed)
                {
                    yield return step;
                }
            }

            if (!isNew || track is null)
            {
                continue;
            }

            if (isTooMuch)
            {
                _history.Cut(ToolPage.Commits, $"looked at {VersionsMax} commits of its files, back to {HistoryJson.Date(commit.Time)}: rev={HistoryJson.Short(commit.Oid)} for what is older");
                break;
            }

            if (track.IsThere && ++_readInRow > 1)
            {
                BeginAhead(steps, i, language);
            }

            var told = track.IsThere
                ? await StepAsync(commit, change, path, language, track, passed, pending).ConfigureAwait(false)
                : await EarlierAsync(commit, change, path, language, track, pending).ConfigureAwait(false);
            if (told is not null)
            {
                yield return told;
            }
        }

        foreach (var (blob, left) in pending.Rest)
        {
            foreach (var step in (await _runs.ResolveAsync(left, blob, path, language).ConfigureAwait(false)).Missed)
            {
                yield return step;
            }
        }
    }

    private void BeginAhead(List<(LogCommit Commit, LogChange Change)> steps, int from, Language language)
    {
        foreach (var (_, change) in steps.Skip(from).Take(AheadMax))
        {
            _versions.Begin(change.OldOids[0], language);
        }
    }

    /// <summary>A commit whose version has the symbol.</summary>
    /// <param name="passed">For each parent whose version has the very text, the symbol there: it is not read. Or none.</param>
    private async Task<SymbolStep?> StepAsync(
        LogCommit commit, LogChange change, byte[] path, Language language, SymbolTrack track, SymbolTrack?[] passed, PendingTracks pending)
    {
        var (isChanged, first) = (true, default(SymbolStep));
        for (var i = 0; i < change.OldOids.Count; i++)
        {
            var parent = i + 1;
            if (passed.Length > i && passed[i] is not null)
            {
                isChanged = false;
                continue;
            }

            var outcome = await _comparison.CompareAsync(
                change, i, path, language, track, () => FileTrail.RenameOf(_history, commit.Oid, parent, change.Path), () => ChangesOf(commit, change, parent)).ConfigureAwait(false);
            if (outcome is not { } known)
            {
                pending.Add(commit.Parents, change.OldOids[i], track with { Line = 0 }); // Not read: it is looked for by its name further back.
                isChanged = false;
                continue;
            }

            isChanged &= known.Step is { } made && !(change.OldOids.Count > 1 && made.IsSameElsewhere);
            first ??= known.Step is { } step ? step with { Commit = commit } : null;
            if (known.Next is { } next && !next.Path.AsSpan().SequenceEqual(path))
            {
                StartAt(commit, parent, next.Path, next.Track);
            }
            else
            {
                pending.Add(commit.Parents, change.OldOids[i], known.Next?.Track ?? track with { IsThere = false, Line = 0 });
            }
        }

        return isChanged ? first : null;
    }

    private void StartAt(LogCommit commit, int parent, byte[] path, SymbolTrack track)
    {
        if (_history.Repository.Parent(commit.Oid, parent) is { } from)
        {
            _starts.Enqueue((from, path, track));
        }
    }

    /// <summary>Of a merge nothing more is looked for: what came with a branch is told by the branch's commits.</summary>
    private List<LogChange> ChangesOf(LogCommit commit, LogChange change, int parent) =>
        change.OldOids.Count > 1 || _history.Repository.Parent(commit.Oid, parent) is not { } from ? []
            : [.. _history.Repository.DiffTrees(from, commit.Oid, _history.Cancellation).Select(c => new LogChange(c.Kind, c.Path, null, c.NewMode, c.NewOid, [c.OldOid]))];

    /// <summary>A commit whose version does not have the symbol: did it remove one?</summary>
    private async Task<SymbolStep?> EarlierAsync(LogCommit commit, LogChange change, byte[] path, Language language, SymbolTrack track, PendingTracks pending)
    {
        if (_earlier++ == EarlierMax)
        {
            _history.Cut(ToolPage.Commits, $"of {EarlierMax} commits from before the symbol was there none removed one of its name: rev={HistoryJson.Short(commit.Oid)} for what is older");
        }

        if (_earlier > EarlierMax)
        {
            return null;
        }

        var (isRemoved, first) = (true, default(ComparedSymbol));
        for (var i = 0; i < change.OldOids.Count; i++)
        {
            var lost = await _versions.MayHoldAsync(change.OldOids[i], Encoding.UTF8.GetBytes(track.Name)).ConfigureAwait(false)
                ? await _versions.LostAsync(change.OldOids[i], change.NewOid, language).ConfigureAwait(false) : [];
            var found = track.FindIn(lost);
            isRemoved &= found is not null;
            first ??= found;
            pending.Add(commit.Parents, change.OldOids[i], found is null ? track : SymbolTrack.Of(found));
        }

        return isRemoved && first is not null ? new SymbolStep(commit, SymbolChange.Removed, first, path, null, null) : null;
    }
}
