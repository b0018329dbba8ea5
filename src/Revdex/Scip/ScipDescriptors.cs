using System.Text;

namespace Revdex.Scip;

/// <summary>Walks the descriptors of a symbol, outermost first: a name, plain or between backquotes, and what it is told by the sign behind it. Ends at what is none.</summary>
internal ref struct ScipDescriptors(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _left = text;

    public string Name { get; private set; } = "";

    /// <summary><c>/</c> namespace, <c>#</c> type, <c>.</c> term, <c>(</c> method, <c>)</c> parameter, <c>]</c> type parameter, <c>:</c> meta, <c>!</c> macro.</summary>
    public byte Suffix { get; private set; }

    public bool MoveNext()
    {
        var opening = _left is [(byte)'(' or (byte)'[', ..] ? _left[0] : (byte)0;
        _left = opening == 0 ? _left : _left[1..];
        if (!TryReadName(out var name) || _left.IsEmpty)
        {
            return false;
        }

        (Name, Suffix) = (name, _left[0]);
        if (Suffix == (byte)'(' && _left.IndexOf(")."u8) is >= 0 and var end)
        {
            _left = _left[(end + 2)..]; // What tells overloads apart is no name.
            return true;
        }

        _left = _left[1..];
        return opening switch
        {
            (byte)'(' => Suffix == (byte)')',
            (byte)'[' => Suffix == (byte)']',
            _ => Suffix is (byte)'/' or (byte)'#' or (byte)'.' or (byte)':' or (byte)'!',
        };
    }

    private bool TryReadName(out string name)
    {
        name = "";
        if (_left is not [(byte)'`', ..])
        {
            var length = 0;
            while (length < _left.Length && IsNameByte(_left[length]))
            {
                length++;
            }

            name = Encoding.UTF8.GetString(_left[..length]);
            _left = _left[length..];
            return length > 0;
        }

        for (var at = 1; at < _left.Length; at++)
        {
            if (_left[at] != (byte)'`')
            {
                continue;
            }

            if (at + 1 < _left.Length && _left[at + 1] == (byte)'`')
            {
                at++;
                continue;
            }

            name = Encoding.UTF8.GetString(_left[1..at]).Replace("``", "`", StringComparison.Ordinal);
            _left = _left[(at + 1)..];
            return true;
        }

        return false;
    }

    private static bool IsNameByte(byte value) =>
        (value | 0x20) is >= (byte)'a' and <= (byte)'z' || value is (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'+' or (byte)'-' or (byte)'$' or >= 0x80;
}
