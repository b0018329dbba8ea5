namespace Revdex.Git;

/// <summary>One path that a commit changed.</summary>
/// <param name="Path">As it is after the commit; of a deleted file as it was.</param>
/// <param name="OldPath">Of a renamed file; otherwise null.</param>
/// <param name="NewMode">0 where the file was deleted.</param>
/// <param name="NewOid">None where the file was deleted.</param>
/// <param name="OldOids">What it was in each parent, none where it was not there; one for a commit without parents.</param>
internal sealed record LogChange(ChangeKind Kind, byte[] Path, byte[]? OldPath, int NewMode, Oid NewOid, IReadOnlyList<Oid> OldOids)
{
    /// <summary>
    /// Reads what <c>--raw -z</c> writes of one path: a colon for each parent, the modes, the object ids, then a status letter for each parent (one
    /// with a percentage for a rename), then the path, of a rename the old one before it.
    /// </summary>
    public static LogChange Read(ReadOnlySpan<byte> record, RecordReader records)
    {
        var parents = record.IndexOfAnyExcept((byte)':');
        var fields = new FieldReader(parents > 0 ? record[parents..] : default);
        var mode = 0;
        for (var i = 0; i <= parents; i++)
        {
            mode = fields.Mode();
        }

        var oids = new Oid[Math.Max(parents, 1)];
        for (var i = 0; i < parents; i++)
        {
            oids[i] = fields.Oid();
        }

        var oid = fields.Oid();
        var kind = fields.Rest.IsEmpty ? throw fields.Malformed() : (ChangeKind)fields.Rest[0];
        var oldPath = kind == ChangeKind.Renamed && parents == 1 ? ReadPath(records) : null;
        return new LogChange(kind, ReadPath(records), oldPath, mode, oid, oids);
    }

    private static byte[] ReadPath(RecordReader records) =>
        records.TryRead(out var path) ? path.ToArray() : throw new InvalidDataException("git's difference ends before a path");
}
