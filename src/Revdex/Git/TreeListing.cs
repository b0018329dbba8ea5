namespace Revdex.Git;

/// <summary>The entries of a tree or of the index: files, symlinks and submodules, sorted bytewise by path. Immutable.</summary>
public sealed class TreeListing
{
    private readonly byte[] _paths;
    private readonly int[] _offsets;
    private readonly byte[] _oids;
    private readonly ushort[] _modes;
    private readonly int _oidLength;

    internal TreeListing(byte[] paths, int[] offsets, byte[] oids, ushort[] modes, ObjectFormat format)
    {
        (_paths, _offsets, _oids, _modes, _oidLength) = (paths, offsets, oids, modes, (int)format);
    }

    public int Count => _modes.Length;

    /// <summary>The path from the top of the repository, parted by '/'; any bytes but NUL.</summary>
    public ReadOnlySpan<byte> Path(int entry) => _paths.AsSpan(_offsets[entry].._offsets[entry + 1]);

    /// <summary>The blob; of a submodule, the commit.</summary>
    public Oid Oid(int entry) => new(_oids.AsSpan(entry * _oidLength, _oidLength));

    /// <summary>See <see cref="GitMode"/>.</summary>
    public int Mode(int entry) => _modes[entry];

    /// <summary>The entry of this path, or the bitwise complement of where it would be.</summary>
    public int Find(ReadOnlySpan<byte> path)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            var order = Path(middle).SequenceCompareTo(path);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    /// <summary>Records of <c>ls-tree -r -z</c>: <c>MODE SP TYPE SP OID TAB PATH</c>.</summary>
    internal static TreeListing ReadTree(RecordReader records, ObjectFormat format)
    {
        var builder = new TreeListingBuilder(format);
        while (records.TryRead(out var record))
        {
            var fields = new FieldReader(record);
            var mode = fields.Mode();
            fields.Skip();
            builder.Add(mode, fields.Oid((byte)'\t'), fields.Rest);
        }

        return builder.ToListing();
    }

    /// <summary>
    /// Records of <c>ls-files -s -z</c>: <c>MODE SP OID SP STAGE TAB PATH</c>, the stages of a path in order. Of a path in conflict
    /// ours is taken (stage 2), else theirs (3); one that both sides deleted (only stage 1) is absent.
    /// </summary>
    internal static TreeListing ReadStaged(RecordReader records, ObjectFormat format)
    {
        var builder = new TreeListingBuilder(format);
        while (records.TryRead(out var record))
        {
            var fields = new FieldReader(record);
            var mode = fields.Mode();
            var oid = fields.Oid((byte)' ');
            var stage = fields.Next((byte)'\t');
            var isPassedOver = stage.SequenceEqual("1"u8) || (stage.SequenceEqual("3"u8) && builder.IsLast(fields.Rest));
            if (!isPassedOver)
            {
                builder.Add(mode, oid, fields.Rest);
            }
        }

        return builder.ToListing();
    }
}
