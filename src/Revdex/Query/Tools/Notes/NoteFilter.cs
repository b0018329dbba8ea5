using System.Text;
using Revdex.Git;
using Revdex.Notes;

namespace Revdex.Query.Tools.Notes;

/// <summary>Which notes a call asks for: those on a symbol, or under a path, as they were called when the note was made or as they are called now.</summary>
internal sealed class NoteFilter
{
    private readonly QueryState _state;
    private readonly PathFilter _path;
    private readonly byte[] _pathText;
    private readonly string _name;
    private readonly (int File, int Symbol)? _at;

    private NoteFilter(QueryState state, string path, string name, (int, int)? at)
    {
        (_state, _name, _at) = (state, name.Replace("::", ".", StringComparison.Ordinal).Replace('#', '.'), at);
        _path = PathFilter.Of(state.View, path);
        _pathText = GitPath.Parse(PathFilter.Clean(path));
    }

    /// <exception cref="RevdexException">A place is not there.</exception>
    public static NoteFilter Of(ToolCall call, QueryState state)
    {
        // A deleted note is shown whatever else was given, and so is a new one.
        var isAsked = call.Arguments.Text("action") is null or "get" or "search";
        var (name, path) = isAsked ? (call.Arguments.Text("name") ?? "", call.Arguments.Text("path") ?? "") : ("", "");
        if (Place.TryParse(name, out var place))
        {
            var file = place.FileIn(state.View);
            var symbol = state.TryLocate(file, out var mounted, out var blob) ? SymbolAt.Line(mounted.Segment.Facts(blob), place.Line) : -1;
            return new NoteFilter(state, path, "", (file, symbol));
        }

        var isPath = name.Length > 0 && path.Length == 0 && state.View.Find(GitPath.Parse(PathFilter.Clean(name))) >= 0;
        return isPath ? new NoteFilter(state, name, "", null) : new NoteFilter(state, path, name, null);
    }

    /// <summary>Notes that have every word, in their text or in what they are on, the newest first.</summary>
    public static IReadOnlyList<KnownNote> Search(IReadOnlyList<KnownNote> notes, string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. notes.Where(n => Array.TrueForAll(words, w => Has(n.Note, w))).OrderByDescending(n => n.Note.CreatedAt)];
    }

    public bool Takes(Note note, in NoteStanding standing) => TakesName(note, standing) && TakesPath(note, standing);

    private static bool Has(Note note, string word) =>
        note.Text.Contains(word, StringComparison.OrdinalIgnoreCase) || note.Path.Contains(word, StringComparison.OrdinalIgnoreCase)
        || Qualified(note.Container, note.Name).Contains(word, StringComparison.OrdinalIgnoreCase);

    private bool TakesPath(Note note, in NoteStanding standing)
    {
        if (_pathText.Length == 0 || (standing.File >= 0 && _path.Matches(_state.View, standing.File)))
        {
            return true;
        }

        var noted = GitPath.Parse(note.Path);
        return _pathText.AsSpan().ContainsAny((byte)'*', (byte)'?')
            ? Glob.Matches(_pathText.Contains((byte)'/') ? _pathText : [.. "**/"u8, .. _pathText], noted)
            : noted.AsSpan().StartsWith(_pathText) && (noted.Length == _pathText.Length || noted[_pathText.Length] == '/');
    }

    private bool TakesName(Note note, in NoteStanding standing)
    {
        if (_at is { } at)
        {
            return standing.File == at.File && (standing.Symbol == at.Symbol || standing.Symbol < 0);
        }

        return _name.Length == 0 || EndsIn(Qualified(note.Container, note.Name)) || (standing.Symbol >= 0 && EndsIn(Now(standing)));
    }

    private bool EndsIn(string qualified) =>
        qualified.EndsWith(_name, StringComparison.Ordinal) && (qualified.Length == _name.Length || qualified[^(_name.Length + 1)] == '.');

    private string Now(in NoteStanding standing)
    {
        if (!_state.TryLocate(standing.File, out var mounted, out var blob))
        {
            return "";
        }

        var facts = mounted.Segment.Facts(blob);
        return Qualified(NoteStandings.ContainerOf(facts, standing.Symbol), Encoding.UTF8.GetString(facts.ReadSymbol(standing.Symbol).Name));
    }

    internal static string Qualified(string container, string name) => container.Length > 0 && name.Length > 0 ? $"{container}.{name}" : name;
}
