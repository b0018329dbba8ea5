using System.Text;

namespace Revdex.Git;

/// <summary>What <c>git status</c> says of a working tree at one moment.</summary>
public sealed class WorkTreeStatus
{
    /// <summary>The commit that is checked out; null in a repository without commits.</summary>
    public Oid? Head { get; private init; }

    /// <summary>The branch that is checked out, without <c>refs/heads/</c>; null when HEAD is detached.</summary>
    public string? Branch { get; private init; }

    /// <summary>
    /// Tracked paths that changed, in git's order. Submodules are listed when their commit changed. What a sparse checkout leaves out
    /// is not a change. A rename is a deletion and an addition.
    /// </summary>
    public required IReadOnlyList<WorkTreeChange> Changes { get; init; }

    /// <summary>Files that are neither tracked nor ignored. Repositories inside the working tree are left out.</summary>
    public required IReadOnlyList<byte[]> Untracked { get; init; }

    public bool IsClean => Changes.Count == 0 && Untracked.Count == 0;

    /// <summary>Records of <c>status --porcelain=v2 -z --branch</c>.</summary>
    internal static WorkTreeStatus Read(RecordReader records)
    {
        var changes = new List<WorkTreeChange>();
        var untracked = new List<byte[]>();
        Oid? head = null;
        string? branch = null;
        while (records.TryRead(out var record))
        {
            var fields = new FieldReader(record);
            switch (fields.Next())
            {
                case [(byte)'#']:
                    ReadHeader(ref fields, ref head, ref branch);
                    break;
                case [(byte)'1']:
                    changes.Add(ReadChange(ref fields));
                    break;
                case [(byte)'u']:
                    changes.Add(ReadConflict(ref fields));
                    break;
                case [(byte)'?']:
                    if (!fields.Rest.EndsWith("/"u8))
                    {
                        untracked.Add(fields.Rest.ToArray());
                    }

                    break;
                default:
                    throw fields.Malformed();
            }
        }

        return new WorkTreeStatus { Head = head, Branch = branch, Changes = changes, Untracked = untracked };
    }

    private static void ReadHeader(ref FieldReader fields, ref Oid? head, ref string? branch)
    {
        var name = fields.Next();
        if (name.SequenceEqual("branch.oid"u8))
        {
            head = Oid.TryParse(fields.Rest, out var oid) ? oid : null;
        }
        else if (name.SequenceEqual("branch.head"u8))
        {
            branch = fields.Rest.SequenceEqual("(detached)"u8) ? null : Encoding.UTF8.GetString(fields.Rest);
        }
    }

    /// <summary><c>XY SUB MODE_HEAD MODE_INDEX MODE_WORKTREE OID_HEAD OID_INDEX PATH</c>.</summary>
    private static WorkTreeChange ReadChange(ref FieldReader fields)
    {
        var (staged, unstaged) = ReadKinds(ref fields);
        fields.Skip();
        var (headMode, indexMode, workTreeMode) = (fields.Mode(), fields.Mode(), fields.Mode());
        var (headOid, indexOid) = (fields.Oid(), fields.Oid());
        return new WorkTreeChange(fields.Rest.ToArray(), staged, unstaged, false, headMode, headOid, indexMode, indexOid, workTreeMode);
    }

    /// <summary><c>XY SUB MODE_1 MODE_2 MODE_3 MODE_WORKTREE OID_1 OID_2 OID_3 PATH</c>; stage 2 is ours, which HEAD has too.</summary>
    private static WorkTreeChange ReadConflict(ref FieldReader fields)
    {
        ReadKinds(ref fields);
        fields.Skip();
        fields.Skip();
        var (oursMode, theirsMode, workTreeMode) = (fields.Mode(), fields.Mode(), fields.Mode());
        fields.Skip();
        var (ours, theirs) = (fields.Oid(), fields.Oid());
        var (indexMode, index) = ours.IsNone ? (theirsMode, theirs) : (oursMode, ours);
        return new WorkTreeChange(
            fields.Rest.ToArray(), ChangeKind.Unmerged, ChangeKind.Unmerged, true, oursMode, ours, indexMode, index, workTreeMode);
    }

    private static (ChangeKind Staged, ChangeKind Unstaged) ReadKinds(ref FieldReader fields) =>
        fields.Next() is [var x, var y] ? ((ChangeKind)x, (ChangeKind)y) : throw fields.Malformed();
}
