namespace Revdex.Facts;

/// <summary>Writes the run of the group begun in <paramref name="groups"/>: the uses of that name. Start a new one for each group.</summary>
public struct OccurrenceRunWriter(GroupWriter groups)
{
    /// <summary>Role and receiver take the low five bits of an entry's header.</summary>
    internal const int EnclosingShift = 5;

    internal const int ReceiverBit = 1 << 4;

    private int _enclosing = -1;
    private int _line;

    /// <summary>Adds a use; call in ascending order of (line, column).</summary>
    /// <param name="role">How the name is used.</param>
    /// <param name="enclosing">Index of the innermost symbol whose range holds the use; -1 at the top level.</param>
    /// <param name="hasReceiver">The name is a member of something written before it, such as <c>x.Name</c>.</param>
    /// <param name="line">From 1.</param>
    /// <param name="column">In bytes, from 0.</param>
    public void Add(OccurrenceRole role, int enclosing, bool hasReceiver, int line, int column)
    {
        var header = Varint.ZigZag(enclosing - _enclosing) << EnclosingShift;
        groups.AppendVarint(header | (hasReceiver ? (uint)ReceiverBit : 0) | ((uint)role & 0xF));
        groups.AppendVarint((uint)(line - _line));
        groups.AppendVarint((uint)column);
        (_enclosing, _line) = (enclosing, line);
    }
}
