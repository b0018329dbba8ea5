using System.Text;
using Revdex.Git;
using Revdex.Notes;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Notes;

/// <summary>Makes a note on what a call names.</summary>
internal static class NoteTarget
{
    /// <summary>Definitions of one name that are named besides the first.</summary>
    private const int OthersShown = 4;

    /// <summary>More overloads has nobody.</summary>
    private const int HitsMax = 64;

    /// <exception cref="RevdexException">Nothing is named, or what is named is not there or not one.</exception>
    public static (Note Note, string? Notice) NewNote(ToolCall call, long now)
    {
        var text = NoteFormat.CheckedText(call.Arguments.Text("text") ?? "");
        var (name, path) = (call.Arguments.Text("name") ?? "", call.Arguments.Text("path"));
        var (note, notice) = name.Length == 0
            ? (OfPath(call, path ?? throw new RevdexException("'notes put' needs what the note is on: name (a symbol or path:line) or path", ExitCode.Usage), text, now), null)
            : OfName(call, name, text, now);
        return Encoding.UTF8.GetByteCount(note.Path) <= Note.NameMaxBytes && Encoding.UTF8.GetByteCount(note.Name) <= Note.NameMaxBytes
            ? (note, notice)
            : throw new RevdexException($"a note's path and name have at most {Note.NameMaxBytes} bytes", ExitCode.Usage);
    }

    private static Note OfPath(ToolCall call, string path, string text, long now)
    {
        var clean = PathFilter.Clean(path);
        var bytes = GitPath.Parse(clean);
        var file = call.View.Find(bytes);
        var (start, end) = call.View.Under(bytes);
        return file >= 0 || start < end || clean.Length == 0
            ? new Note { Path = clean, Text = text, Commit = call.State.Info.Commit, Blob = file >= 0 ? call.View.Oid(file).ToString() : "", CreatedAt = now }
            : throw PathNotice.NotThere(call.View, path);
    }

    private static (Note Note, string? Notice) OfName(ToolCall call, string name, string text, long now)
    {
        if (Place.TryParse(name, out var place))
        {
            var at = place.FileIn(call.View);
            var symbol = call.State.TryLocate(at, out var mounted, out var blob) ? SymbolAt.Line(mounted.Segment.Facts(blob), place.Line) : -1;
            return symbol >= 0 ? (OfSymbol(call, at, symbol, text, now), null)
                : throw new RevdexException($"no symbol contains line {place.Line} of '{ToolArguments.Shown(place.Path)}' (give path alone for a note on the file)", ExitCode.Usage);
        }

        var bytes = Encoding.UTF8.GetBytes(name);
        return InheritedMembers.Readings(call, name).Select(reading => TryDefined(call, name, reading, text, now)).FirstOrDefault(found => found is not null)
            ?? (call.View.Find(GitPath.Parse(PathFilter.Clean(name))) >= 0 ? (OfPath(call, name, text, now), null) : throw Missing(call, name, bytes));
    }

    /// <summary>The best definition of those of one name in one container (overloads, a declaration with its definition); null where there is none.</summary>
    private static (Note, string?)? TryDefined(ToolCall call, string asked, in NameReading reading, string text, long now)
    {
        using var search = DefinitionSearch.Of(call.State, SymbolFilter.Of(call), reading, HitsMax);
        search.AddMatches(NameTier.Exact);
        var hits = search.Sorted().ToArray();
        if (hits.Length == 0)
        {
            return null;
        }

        var note = OfSymbol(call, hits[0].File, hits[0].Symbol, text, now);
        if (search.Total == 1)
        {
            return (note, null);
        }

        var others = $"{string.Join(", ", hits.Skip(1).Take(OthersShown).Select(h => $"{GitPath.Display(call.View.Path(h.File))}:{h.Line}"))}{(search.Total > OthersShown + 1 ? ", …" : "")}";
        return search.Total <= HitsMax && Array.TrueForAll(hits, h => OfSymbol(call, h.File, h.Symbol, text, now).Container == note.Container)
            ? (note, $"{search.Total} definitions have this name, others at {others}: give path:line for theirs")
            : throw new RevdexException(
                $"{search.Total} definitions have the name '{ToolArguments.Shown(asked)}', the first at {note.Path}:{hits[0].Line}, others at {others}: give path:line or the container of one", ExitCode.Usage);
    }

    private static Note OfSymbol(ToolCall call, int file, int index, string text, long now)
    {
        call.State.TryLocate(file, out var mounted, out var blob); // It was found in its facts.
        var facts = mounted!.Segment.Facts(blob);
        var symbol = facts.ReadSymbol(index);
        return new Note
        {
            Path = GitPath.Display(call.View.Path(file)),
            Name = Encoding.UTF8.GetString(symbol.Name),
            Container = NoteStandings.ContainerOf(facts, index),
            Kind = Encoding.UTF8.GetString(SymbolKindNames.Of(symbol.Kind)),
            BodyHash = symbol.BodyHash,
            SignatureHash = Note.HashOf(symbol.Signature),
            Text = text,
            Commit = call.State.Info.Commit,
            Blob = call.View.Oid(file).ToString(),
            CreatedAt = now,
        };
    }

    private static RevdexException Missing(ToolCall call, string name, byte[] bytes) =>
        new($"no definition has the name '{ToolArguments.Shown(name)}'{(Names.Nearest(call.State, bytes) is { } nearest ? $"; did you mean '{nearest}'?" : "")}", ExitCode.Usage);
}
