using System.Buffers;
using System.Diagnostics;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query.Tools;

namespace Revdex.Query.Answers;

/// <summary>Answers one question from what is kept, or computes the answer and keeps it where it is dear.</summary>
internal sealed class KeptRun(AnswerCache cache, Reader reader, ToolArguments arguments, IProgress<WorkProgress>? progress, long started)
{
    private readonly ToolDefinition _tool = arguments.Tool;
    private readonly AnswerInputs _inputs = AnswerInputs.OfCommit(reader);

    /// <summary>Writes the answer's JSON.</summary>
    public ValueTask RunAsync(IBufferWriter<byte> to, CancellationToken cancellation) =>
        arguments.Text("rev") is { } rev and not Reader.StagedRev ? OfCommitAsync(rev, to, cancellation) : OfTreeAsync(to, cancellation);

    /// <summary>A kept answer about a commit needs no view of it: neither its tree nor its facts are brought here.</summary>
    private async ValueTask OfCommitAsync(string rev, IBufferWriter<byte> to, CancellationToken cancellation)
    {
        var commit = reader.CommitOf(rev);
        var isWarm = _tool.Keeping == AnswerKeeping.OfColdCommits && reader.HasView(commit);
        var key = AnswerKey.OfCommit(commit, _tool.Name, arguments.Canonical());
        var (kept, outcome) = isWarm ? (null, AnswerOutcome.Declined) : Find(key, _inputs);
        if (kept is not null)
        {
            ToolAnswer.WriteKept(arguments, kept, new ViewInfo(commit.ToString(), false, kept.Snapshot, true, rev), null, to, started);
            return;
        }

        using var state = await ToolRunner.StateAsync(reader, arguments, commit, progress, cancellation).ConfigureAwait(false);
        var inputs = _inputs.WithPartsOf(state);
        if (outcome is AnswerOutcome.Miss or AnswerOutcome.Invalidated && Find(key, inputs).Kept is { } came)
        {
            ToolAnswer.WriteKept(arguments, came, state.Info with { Complete = true }, null, to, started); // With the snapshot, from the store.
            return;
        }

        if (isWarm)
        {
            await ToolAnswer.WriteAsync(arguments, state, reader, to, started, cancellation, progress).ConfigureAwait(false);
            return;
        }

        await ComputeAsync(key, inputs, outcome, state, started, to, cancellation).ConfigureAwait(false);
    }

    /// <summary>Where a tree is as its commit has it, its answers are the commit's.</summary>
    private async ValueTask OfTreeAsync(IBufferWriter<byte> to, CancellationToken cancellation)
    {
        var rev = arguments.Text("rev");
        if (_tool.Keeping == AnswerKeeping.OfHistory)
        {
            _inputs.AskGit();
        }

        using var state = await ToolRunner.StateAsync(reader, arguments, null, progress, cancellation).ConfigureAwait(false);
        var isClean = !state.Info.Dirty && Oid.TryParse(state.Info.Commit, out _);
        var inputs = isClean ? _inputs.WithPartsOf(state) : _inputs.OfTree(state);
        var key = isClean ? AnswerKey.OfCommit(Oid.Parse(state.Info.Commit), _tool.Name, arguments.Canonical())
            : AnswerKey.OfTree(reader.Repository.GitDirectory, rev is not null, _tool.Name, arguments.Canonical());
        var (kept, outcome) = Find(key, inputs);
        if (kept is not null)
        {
            // It was made from a whole view, so that what this one lacks does not matter.
            var notice = state.MissingBlobs == 0 ? state.Notice : null;
            ToolAnswer.WriteKept(arguments, kept, state.Info with { Complete = true }, notice, to, started);
            return;
        }

        await ComputeAsync(key, inputs, outcome, state, Stopwatch.GetTimestamp(), to, cancellation).ConfigureAwait(false);
    }

    private (KeptAnswer? Kept, AnswerOutcome Outcome) Find(AnswerKey key, AnswerInputs inputs)
    {
        if (_tool.Keeping == AnswerKeeping.OfHistory)
        {
            inputs.AskGit();
        }

        var found = cache.Find(key, inputs);
        if (found.Answer is not null)
        {
            cache.Counts.Add(AnswerOutcome.Hit);
        }

        return found;
    }

    private async ValueTask ComputeAsync(
        AnswerKey key, AnswerInputs inputs, AnswerOutcome outcome, QueryState state, long since, IBufferWriter<byte> to, CancellationToken cancellation)
    {
        var scope = new AnswerScope(cache, inputs, state);
        if (_tool.Keeping != AnswerKeeping.OfHistory)
        {
            scope.DependOn(DependencyKind.View);
            scope.DependOn(DependencyKind.Parts);
        }

        var whole = new ArrayBufferWriter<byte>();
        var (page, results) = await ToolAnswer.WriteAsync(arguments, state, reader, whole, started, scope, progress, cancellation).ConfigureAwait(false);
        to.Write(whole.WrittenSpan);
        var isKept = false;
        if (cache.IsDear(since) && IsWhole(state))
        {
            var answer = scope.Answer(key, _tool.Name, arguments.Canonical(), whole.WrittenMemory[results], AnswerPage.Of(page, arguments));
            isKept = !scope.IsDeclined && cache.TryKeep(answer);
        }

        if (!isKept && outcome == AnswerOutcome.Invalidated)
        {
            cache.Remove(key);
        }

        cache.Counts.Add(isKept || outcome == AnswerOutcome.Invalidated ? outcome : AnswerOutcome.Declined);
    }

    /// <summary>
    /// Whether the facts that it is made from are all there are. What a repository lacks may come any time without that anything else changes, so that answers
    /// of a partial or damaged one are not kept.
    /// </summary>
    private bool IsWhole(QueryState state)
    {
        if (reader.Repository.IsPartialClone)
        {
            return false;
        }

        if (!_tool.NeedsView(arguments))
        {
            return (_tool.NeedPaths(arguments) ?? []).All(path => state.View.Find(path) is var file && (file < 0 || HasFacts(state, file)));
        }

        var isWhole = state.MissingBlobs == 0;
        for (var file = 0; isWhole && file < state.View.Count; file++)
        {
            isWhole = HasFacts(state, file);
        }

        return isWhole;
    }

    private static bool HasFacts(QueryState state, int file) => state.View.Language(file) is null
        || (state.TryLocate(file, out var mounted, out var blob) && mounted.Segment.Blob(blob).Skip != SkipReason.Missing);
}
