using System.Globalization;
using Revdex.Git;
using Revdex.Query.Answers;
using Revdex.Query.Tools.Changes;

namespace Revdex.Query.Tools.History;

/// <summary>The commits that changed a symbol, newest first, before them what is not committed.</summary>
internal static class SymbolLog
{
    public static async Task<ToolPage> RunAsync(HistoryCall history, HistoryTarget target)
    {
        await using var trail = new SymbolTrail(history);
        var (own, path, track) = await UncommittedAsync(history, target, trail).ConfigureAwait(false);
        var shown = own is not null && history.Author is null ? own : null;
        var (isShown, limit) = (shown is not null && history.Offset == 0, history.Call.Limit);
        if (isShown)
        {
            Write(history, shown!);
            limit--;
        }

        var offset = Math.Max(0, history.Offset - (shown is null ? 0 : 1));
        var (written, isMore) = history.From is { } from ? await CommittedAsync(history, from, path, track, offset, limit).ConfigureAwait(false) : (0, false);
        if (written == 0 && history.Offset == 0 && !isShown && !isMore && target.File < 0)
        {
            throw new RevdexException(HistoryTarget.Missing(history, target.Symbol!.Name), ExitCode.Usage); // A symbol's target has one.
        }

        return history.OpenPage(written + (isShown ? 1 : 0), isMore);
    }

    /// <summary>The page of what is committed, which other questions have in common with this: about a clean tree, a commit, an edited file, the symbol by another name.</summary>
    private static async Task<(int Written, bool IsMore)> CommittedAsync(HistoryCall history, Oid from, byte[] path, SymbolTrack track, int offset, int limit)
    {
        if (history.Call.Scope is not { } scope)
        {
            return await WalkAsync(history, from, path, track, offset, limit).ConfigureAwait(false);
        }

        var arguments = history.PartArguments(GitPath.Display(path), string.Create(
            CultureInfo.InvariantCulture, $"{track.Name.Length}:{track.Name} {track.Kind} {track.Container?.Length ?? -1}:{track.Container} {track.Line} {track.IsThere} {offset} {limit}"));
        var (results, page) = await scope.PartAsync("history.symbol", arguments, from, async (json, own) =>
        {
            own.DependOn(DependencyKind.Git);
            var part = history.Part(json, own, offset);
            var (written, isMore) = await WalkAsync(part, from, path, track, offset, limit).ConfigureAwait(false);
            return part.PartPage(offset + written, isMore);
        }).ConfigureAwait(false);
        return (history.WritePart(results, page), page.IsAtLeast);
    }

    private static async Task<(int Written, bool IsMore)> WalkAsync(HistoryCall history, Oid from, byte[] path, SymbolTrack track, int offset, int limit)
    {
        await using var trail = new SymbolTrail(history);
        var (passed, written) = (0, 0);
        await foreach (var step in trail.WalkAsync(from, path, track, history.Cancellation).ConfigureAwait(false))
        {
            if (step.Commit is { } commit && !history.IsByAuthor(commit))
            {
                continue;
            }

            if (passed < offset)
            {
                passed++;
                continue;
            }

            if (written == limit)
            {
                return (written, true);
            }

            Write(history, step);
            written++;
        }

        return (written, false);
    }

    /// <summary>What is not committed, and the symbol as HEAD has it.</summary>
    private static async Task<(SymbolStep? Step, byte[] Path, SymbolTrack Track)> UncommittedAsync(HistoryCall history, HistoryTarget target, SymbolTrail trail)
    {
        var (path, track) = (target.Path, target.Symbol!); // A symbol's target has one.
        var state = history.Call.State;
        var isCommitted = state.Info.Rev.Length > 0 && state.Info.Rev != Reader.StagedRev;
        if (isCommitted || target.File < 0)
        {
            return (null, path, track);
        }

        var committed = Committed(history);
        if (committed.Find(path) is var head && (head < 0 || committed.Oid(head) != state.View.Oid(target.File)))
        {
            history.Call.Scope?.DependOn(DependencyKind.View); // It may have come from any file that was changed.
        }

        return await trail.UncommittedAsync(committed, state.View, target.File, track).ConfigureAwait(false) ?? (null, path, track);
    }

    /// <summary>What HEAD holds.</summary>
    public static View Committed(HistoryCall history)
    {
        var detection = history.Call.View.Detection;
        return history.From is not { } from ? View.Empty(detection)
            : history.Reader.CommittedView(from.ToString()) ?? View.Of(history.Repository.ListTree(from, history.Cancellation), detection);
    }

    private static void Write(HistoryCall history, SymbolStep step)
    {
        var (json, symbol) = (history.Call.Json, step.Symbol);
        json.WriteStartObject();
        HistoryJson.WriteCommit(json, step.Commit);
        json.WriteString("change"u8, step.Word);
        json.WriteString("name"u8, symbol.Name);
        json.WriteString("container"u8, symbol.Container);
        SymbolJson.WritePath(json, step.Path);
        json.WriteNumber("line"u8, symbol.Line);
        json.WriteNumber("end_line"u8, symbol.EndLine);
        if (step is { Before: { } before, OldPath: { } oldPath })
        {
            WriteBefore(history, step, before, oldPath);
        }
        else if (step.Word == SymbolChange.Added)
        {
            json.WriteString("signature"u8, symbol.Signature);
        }

        json.WriteEndObject();
    }

    private static void WriteBefore(HistoryCall history, SymbolStep step, ComparedSymbol before, byte[] oldPath)
    {
        var (json, symbol) = (history.Call.Json, step.Symbol);
        if (step.Word != SymbolChange.Body)
        {
            json.WriteBoolean("body_changed"u8, before.BodyHash != symbol.BodyHash);
        }

        if (before.Name != symbol.Name)
        {
            json.WriteString("old_name"u8, before.Name);
        }

        if (before.Container != symbol.Container)
        {
            json.WriteString("old_container"u8, before.Container);
        }

        if (before.Signature != symbol.Signature)
        {
            json.WriteString("signature"u8, symbol.Signature);
            json.WriteString("old_signature"u8, before.Signature);
        }

        if (!oldPath.AsSpan().SequenceEqual(step.Path))
        {
            HistoryJson.WriteOldPath(json, oldPath);
        }
    }
}
