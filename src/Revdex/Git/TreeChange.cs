namespace Revdex.Git;

/// <summary>One path that differs between two trees. A side that lacks it has mode 0 and no oid.</summary>
public sealed record TreeChange(byte[] Path, ChangeKind Kind, int OldMode, Oid OldOid, int NewMode, Oid NewOid)
{
    /// <summary>Records of <c>diff-tree -r -z --raw</c>: <c>:OLDMODE SP MODE SP OLDOID SP OID SP KIND</c>, then the path.</summary>
    internal static List<TreeChange> ReadAll(RecordReader records)
    {
        var changes = new List<TreeChange>();
        while (records.TryRead(out var record))
        {
            var fields = new FieldReader(record.Length > 0 && record[0] == ':' ? record[1..] : default);
            var (oldMode, newMode) = (fields.Mode(), fields.Mode());
            var (oldOid, newOid) = (fields.Oid(), fields.Oid());
            var kind = fields.Rest.Length == 1 ? (ChangeKind)fields.Rest[0] : throw fields.Malformed();
            var path = records.TryRead(out var bytes) ? bytes.ToArray() : throw new InvalidDataException("git's difference ends before a path");
            changes.Add(new TreeChange(path, kind, oldMode, oldOid, newMode, newOid));
        }

        return changes;
    }
}
