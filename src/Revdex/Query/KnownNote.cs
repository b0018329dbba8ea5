using Revdex.Notes;

namespace Revdex.Query;

/// <summary>A note and where it is from: <see cref="Here"/>, or the snapshot that brought it. Ordered by path, names, time and id.</summary>
internal sealed record KnownNote(Note Note, string Origin) : IComparable<KnownNote>
{
    public const string Here = "here";

    public int CompareTo(KnownNote? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = string.CompareOrdinal(Note.Path, other.Note.Path);
        order = order != 0 ? order : string.CompareOrdinal(Note.Container, other.Note.Container);
        order = order != 0 ? order : string.CompareOrdinal(Note.Name, other.Note.Name);
        order = order != 0 ? order : Note.CreatedAt.CompareTo(other.Note.CreatedAt);
        return order != 0 ? order : string.CompareOrdinal(Note.Id, other.Note.Id);
    }
}
