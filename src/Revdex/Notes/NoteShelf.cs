namespace Revdex.Notes;

/// <summary>What a <see cref="NoteFolder"/> holds.</summary>
public sealed class NoteShelf
{
    private readonly Dictionary<string, Note> _notes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Note> Notes => _notes.Values;

    /// <summary>One line for each file that cannot be read.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Whether it was deleted here, or is here itself: then a published copy does not count.</summary>
    public bool Covers(Note published) => _notes.ContainsKey(published.Id) || _deleted.Contains(published.Id);

    /// <summary>
    /// The notes to publish: those here and, of those published before, what was not deleted here; as an object's bytes. Null where there are none. Where they are
    /// more than an object may hold, the newest go.
    /// </summary>
    /// <param name="before">The object of the snapshot that is built upon; null: it has none.</param>
    /// <param name="report">Told what is left out.</param>
    /// <exception cref="InvalidDataException">That object is none.</exception>
    public byte[]? ToPublish(byte[]? before, Action<string> report)
    {
        var published = before is null ? [] : NoteFormat.ReadSet(before, "the published notes");
        var all = Notes.Concat(published.Where(n => !Covers(n))).OrderByDescending(n => n.CreatedAt).ThenBy(n => n.Id, StringComparer.Ordinal).ToList();
        var (kept, size) = (0, 0);
        for (; kept < Math.Min(all.Count, NoteFormat.SetCountMax); kept++)
        {
            size += NoteFormat.OfNote(all[kept]).Length + 1;
            if (size > NoteFormat.SetMaxBytes - 64)
            {
                break;
            }
        }

        if (kept < all.Count)
        {
            report($"{all.Count - kept} of {all.Count} notes are not published: an object of notes has no room for them (the oldest are left out)");
        }

        return kept == 0 ? null : NoteFormat.OfSet(all.Take(kept));
    }

    /// <param name="note">Null: it was deleted.</param>
    internal void Add(string id, Note? note)
    {
        if (note is null)
        {
            _deleted.Add(id);
        }
        else
        {
            _notes[id] = note;
        }
    }
}
