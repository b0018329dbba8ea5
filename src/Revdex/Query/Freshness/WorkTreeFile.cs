using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>A file or symlink as it is on disk.</summary>
/// <param name="Mode">As in a tree (<see cref="GitMode"/>).</param>
/// <param name="Oid">Of its raw bytes (of a symlink: the target's text).</param>
/// <param name="Content">Empty where the file is larger than was asked for.</param>
internal sealed record WorkTreeFile(int Mode, Oid Oid, FileStamp Stamp, ReadOnlyMemory<byte> Content)
{
    public bool IsWhole => Content.Length > 0 || Stamp.SizeBytes == 0;
}
