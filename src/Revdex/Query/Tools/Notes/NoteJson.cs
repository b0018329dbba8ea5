using System.Globalization;
using System.Text;
using System.Text.Json;
using Revdex.Git;

namespace Revdex.Query.Tools.Notes;

/// <summary>
/// Writes a note: <c>id, path, name?, kind?, line?, end_line?, container?, text, commit, created_at, origin, changed_since?, gone?, pending?, was?</c>. Path, name and
/// lines are those of the view; where they differ from the note's own, <c>was</c> has those.
/// </summary>
internal static class NoteJson
{
    public static void Write(Utf8JsonWriter json, QueryState state, KnownNote known, in NoteStanding standing)
    {
        var note = known.Note;
        json.WriteStartObject();
        json.WriteString("id"u8, note.Id);
        var now = standing.Symbol >= 0 ? WriteSymbol(json, state, standing) : WritePath(json, state, known, standing);
        json.WriteString("text"u8, note.Text);
        json.WriteString("commit"u8, note.Commit);
        json.WriteString("created_at"u8, DateTimeOffset.FromUnixTimeSeconds(Math.Min(note.CreatedAt, DateTimeOffset.MaxValue.ToUnixTimeSeconds())).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteString("origin"u8, known.Origin);
        WriteFlag(json, "changed_since"u8, standing.IsChanged);
        WriteFlag(json, "gone"u8, standing.IsGone);
        WriteFlag(json, "pending"u8, standing.IsPending);
        var noted = Called(note.Path, note.Container, note.Name);
        if (now != noted)
        {
            json.WriteString("was"u8, noted);
        }

        json.WriteEndObject();
    }

    /// <returns>How it is called now.</returns>
    private static string WriteSymbol(Utf8JsonWriter json, QueryState state, in NoteStanding standing)
    {
        state.TryLocate(standing.File, out var mounted, out var blob); // The standing was found in its facts.
        var facts = mounted!.Segment.Facts(blob);
        var symbol = facts.ReadSymbol(standing.Symbol);
        SymbolJson.WritePath(json, state.View.Path(standing.File));
        json.WriteString("name"u8, symbol.Name);
        json.WriteString("kind"u8, SymbolKindNames.Of(symbol.Kind));
        json.WriteNumber("line"u8, symbol.NameLine);
        json.WriteNumber("end_line"u8, symbol.EndLine);
        SymbolJson.WriteContainer(json, facts, symbol);
        return Called(GitPath.Display(state.View.Path(standing.File)), NoteStandings.ContainerOf(facts, standing.Symbol), Encoding.UTF8.GetString(symbol.Name));
    }

    private static string WritePath(Utf8JsonWriter json, QueryState state, KnownNote known, in NoteStanding standing)
    {
        var note = known.Note;
        var path = standing.File >= 0 ? GitPath.Display(state.View.Path(standing.File)) : note.Path;
        json.WriteString("path"u8, path);
        if (note.IsOfSymbol)
        {
            json.WriteString("name"u8, note.Name);
            json.WriteString("kind"u8, note.Kind);
            json.WriteString("container"u8, note.Container.Length > 0 ? note.Container : null);
        }

        return Called(path, note.Container, note.Name);
    }

    private static string Called(string path, string container, string name) => name.Length == 0 ? path : $"{path} {NoteFilter.Qualified(container, name)}";

    private static void WriteFlag(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool isSet)
    {
        if (isSet)
        {
            json.WriteBoolean(name, true);
        }
    }
}
