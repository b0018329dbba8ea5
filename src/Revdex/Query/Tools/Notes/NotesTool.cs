using Revdex.Git;
using Revdex.Notes;
using Revdex.Query.Answers;

namespace Revdex.Query.Tools.Notes;

/// <summary>
/// Short notes on symbols and paths: put, get, search, delete. Each is looked up in the view that is asked about: where its symbol is by now, whether it changed
/// since the note was made, whether it is gone.
/// </summary>
internal static class NotesTool
{
    private const string Put = "put";
    private const string Get = "get";
    private const string Search = "search";
    private const string Delete = "delete";

    public static ToolDefinition Definition { get; } = new(
        "notes",
        "Keep short notes on a symbol or path; get tells which changed since.",
        [
            new("action", ArgumentType.Text, "Default: get") { Words = [Put, Get, Search, Delete], Positional = true },
            new("name", ArgumentType.Text, "Symbol or path:line"),
            CommonArguments.Path,
            new("text", ArgumentType.Text, "To put, or words to search"),
            new("id", ArgumentType.Text, "To delete"),
            CommonArguments.Rev,
            CommonArguments.Limit,
            CommonArguments.Cursor,
            CommonArguments.MaxTokens,
        ])
    {
        ReadOnly = false,
        Keeping = AnswerKeeping.Never,
        Body = RunAsync,
        NeedPaths = static arguments => arguments.Text("name") is { } name ? Place.NeedPaths(name) : null,
        NeedText = static arguments => NeedsView(arguments) ? QualifiedName.LastPart(arguments.Text("name")!) : null,
        NeedsView = NeedsView,
    };

    /// <summary>Only to find a symbol by its name; notes that are there name their files.</summary>
    private static bool NeedsView(ToolArguments arguments) =>
        arguments.Text("action") == Put && arguments.Text("name") is { Length: > 0 } name && !Place.TryParse(name, out _);

    private static async ValueTask<ToolPage> RunAsync(ToolCall call)
    {
        var reader = call.Reader ?? throw new RevdexException("'notes' are a repository's: it needs one");
        var action = call.Arguments.Text("action") ?? Get;
        if (action == Put)
        {
            var (note, notice) = NoteTarget.NewNote(call, reader.Notes.Folder.NowSeconds);
            var kept = new KnownNote(reader.Notes.Folder.Put(note), KnownNote.Here);
            return await WriteAsync(call, reader, [kept], notice is null ? [] : [notice]).ConfigureAwait(false);
        }

        var (notes, faults) = await Task.Run(() => reader.Notes.All(call.State.Info.Commit), call.Cancellation).ConfigureAwait(false);
        return action switch
        {
            Delete => await DeleteAsync(call, reader, notes, faults).ConfigureAwait(false),
            Search => await WriteAsync(call, reader, NoteFilter.Search(notes, Needed(call, "text")), faults).ConfigureAwait(false),
            _ => await GetAsync(call, reader, notes, faults).ConfigureAwait(false),
        };
    }

    private static async Task<ToolPage> GetAsync(ToolCall call, Reader reader, IReadOnlyList<KnownNote> notes, IReadOnlyList<string> faults)
    {
        var page = await WriteAsync(call, reader, notes, faults).ConfigureAwait(false);
        return page.Total == 0 && notes.Count > 0 && page.Notice is null ? page with { Notice = $"none of the {notes.Count} notes is on this" } : page;
    }

    private static async Task<ToolPage> DeleteAsync(ToolCall call, Reader reader, IReadOnlyList<KnownNote> notes, IReadOnlyList<string> faults)
    {
        var id = Needed(call, "id");
        if (notes.FirstOrDefault(n => n.Note.Id == id) is not { } found)
        {
            // What cannot be read has an id too, and must be able to go.
            return Note.IsId(id) && faults.Any(f => f.Contains(id, StringComparison.Ordinal)) ? Deleted(reader, id)
                : throw new RevdexException($"there is no note '{ToolArguments.Shown(id)}'{(Spelling.Nearest(id, [.. notes.Select(n => n.Note.Id)]) is { } nearest ? $" (did you mean '{nearest}'?)" : "")}", ExitCode.Usage);
        }

        var page = await WriteAsync(call, reader, [found], []).ConfigureAwait(false);
        reader.Notes.Folder.Delete(id);
        return page with { Notice = "deleted" };
    }

    private static ToolPage Deleted(Reader reader, string id)
    {
        reader.Notes.Folder.Delete(id);
        return new ToolPage(0, Notice: "deleted");
    }

    private static string Needed(ToolCall call, string argument) => call.Arguments.Text(argument) is { Length: > 0 } text ? text
        : throw new RevdexException($"'notes {call.Arguments.Text("action")}' needs the argument '{argument}'", ExitCode.Usage);

    /// <summary>Writes a page of those notes that the arguments name, with what became of what they are on.</summary>
    private static async Task<ToolPage> WriteAsync(ToolCall call, Reader reader, IReadOnlyList<KnownNote> notes, IReadOnlyList<string> notices)
    {
        List<byte[]> paths = [.. notes.Where(n => n.Note.IsOfSymbol).Select(n => n.Note.Path).Distinct(StringComparer.Ordinal).Select(GitPath.Parse)];
        var rev = call.Arguments.Text("rev");
        using var near = await reader.StateNowAsync(rev, paths, call.Progress, call.Cancellation).ConfigureAwait(false);
        var standings = NoteStandings.Of(call, near, notes, isLast: false);
        var page = default(ToolPage);
        if (standings.AreFound)
        {
            page = Write(call, near, notes, standings);
        }
        else
        {
            using var whole = await reader.StateAsync(rev, paths, null, call.Progress, call.Cancellation).ConfigureAwait(false); // What moved may be anywhere.
            page = Write(call, whole, notes, NoteStandings.Of(call, whole, notes, isLast: true));
        }

        return notices.Count == 0 ? page : page with { Notice = string.Join("; ", notices) };
    }

    private static ToolPage Write(ToolCall call, QueryState state, IReadOnlyList<KnownNote> notes, NoteStandings standings)
    {
        var filter = NoteFilter.Of(call, state);
        var offset = Cursor.Offset(call.Arguments);
        var (total, written) = (0, 0);
        for (var i = 0; i < notes.Count; i++)
        {
            if (filter.Takes(notes[i].Note, standings[i]) && total++ >= offset && written < call.Limit)
            {
                NoteJson.Write(call.Json, state, notes[i], standings[i]);
                written++;
            }
        }

        return call.Page(offset, written, total);
    }
}
