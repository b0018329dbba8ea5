using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Tables;

/// <summary>One path of a commit as it is published, and where among the published segments' tables its facts are.</summary>
/// <param name="Path">As git has it: bytes, not always UTF-8.</param>
/// <param name="Oid">None: the path is gone.</param>
/// <param name="Mode">As git has it: 0x81A4 (100644) and so on.</param>
/// <param name="LanguageId">Null where the path is in no known language.</param>
/// <param name="Segment">Whose tables have its facts; null where there are none.</param>
/// <param name="Blob">The blob's number in that segment.</param>
public readonly record struct TreeRow(ReadOnlyMemory<byte> Path, Oid Oid, int Mode, string? LanguageId, ContentHash? Segment, int Blob)
{
    /// <summary>In a part that comes after one that has the path.</summary>
    public static TreeRow Gone(ReadOnlyMemory<byte> path) => new(path, default, 0, null, null, 0);

    /// <summary>All but the path.</summary>
    public bool HasSameContentAs(TreeRow other) =>
        (Oid, Mode, LanguageId, Segment, Blob).Equals((other.Oid, other.Mode, other.LanguageId, other.Segment, other.Blob));
}
