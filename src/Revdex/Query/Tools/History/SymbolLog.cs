using Revdex.Query.Tools.Changes;

namespace Revdex.Query.Tools.History;

/// <summary>The commits that changed a symbol, newest first, before them what is not committed.</summary>
internal static class SymbolLog
{
    public static async Task<ToolPage> RunAsync(HistoryCall history, HistoryTarget target)
    {
        var (passed, written) = (0, 0);
        await foreach (var step in StepsAsync(history, target).ConfigureAwait(false))
        {
            if (step.Commit is null ? history.Author is not null : !history.IsByAuthor(step.Commit))
            {
                continue;
            }

            if (passed < history.Offset)
            {
                passed++;
                continue;
            }

            if (written == history.Call.Limit)
            {
                return history.OpenPage(written, isMore: true);
            }

            Write(history, step);
            written++;
        }

        if (written + passed == 0 && target.File < 0)
        {
            throw new RevdexException(HistoryTarget.Missing(history, target.Symbol!.Name), ExitCode.Usage); // A symbol's target has one.
        }

        return history.OpenPage(written, isMore: false);
    }

    private static async IAsyncEnumerable<SymbolStep> StepsAsync(HistoryCall history, HistoryTarget target)
    {
        await using var trail = new SymbolTrail(history);
        var (path, track) = (target.Path, target.Symbol!); // A symbol's target has one.
        var state = history.Call.State;
        var isCommitted = state.Info.Rev.Length > 0 && state.Info.Rev != Reader.StagedRev;
        if (!isCommitted && target.File >= 0)
        {
            var committed = Committed(history);
            if (await trail.UncommittedAsync(committed, state.View, target.File, track).ConfigureAwait(false) is { } uncommitted)
            {
                (var step, path, track) = uncommitted;
                if (step is not null)
                {
                    yield return step;
                }
            }
        }

        if (history.From is not { } from)
        {
            yield break;
        }

        await foreach (var step in trail.WalkAsync(from, path, track, history.Cancellation).ConfigureAwait(false))
        {
            yield return step;
        }
    }

    /// <summary>What HEAD holds.</summary>
    public static View Committed(HistoryCall history)
    {
        var languages = history.Call.View.Languages;
        return history.From is not { } from ? View.Empty(languages)
            : history.Reader.CommittedView(from.ToString()) ?? View.Of(history.Repository.ListTree(from, history.Cancellation), languages);
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
