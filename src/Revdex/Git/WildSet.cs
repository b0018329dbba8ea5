using System.Text;

namespace Revdex.Git;

/// <summary>The bytes that <c>[…]</c> of a <see cref="WildMatch"/> stands for. Immutable.</summary>
internal sealed class WildSet
{
    private readonly bool[] _members = new bool[256];

    private WildSet()
    {
    }

    /// <summary>What <c>?</c> stands for.</summary>
    public static WildSet All { get; } = Inverted(new WildSet());

    public bool Has(byte c) => _members[c];

    /// <param name="at">Where the bracket is; then behind the set.</param>
    /// <returns>Null where the set does not end, or names a class that there is not.</returns>
    public static WildSet? TryRead(ReadOnlySpan<byte> pattern, ref int at)
    {
        var set = new WildSet();
        var next = at + 1;
        var isNegated = next < pattern.Length && pattern[next] is (byte)'!' or (byte)'^';
        next += isNegated ? 1 : 0;
        var before = (byte)0; // What a range would begin with; 0: nothing.
        for (var isFirst = true; next < pattern.Length && (isFirst || pattern[next] != ']'); isFirst = false)
        {
            if (!set.TryAdd(pattern, ref next, ref before))
            {
                return null;
            }
        }

        at = next + 1;
        return next >= pattern.Length ? null : isNegated ? Inverted(set) : set;
    }

    private static WildSet Inverted(WildSet of)
    {
        var set = new WildSet();
        for (var c = 0; c < 256; c++)
        {
            set._members[c] = !of._members[c];
        }

        return set;
    }

    private bool TryAdd(ReadOnlySpan<byte> pattern, ref int next, ref byte before)
    {
        var c = pattern[next];
        if (c == '-' && before != 0 && next + 1 < pattern.Length && pattern[next + 1] != ']')
        {
            next++;
            if (!TryReadOne(pattern, ref next, out var last))
            {
                return false;
            }

            AddRange(before, last);
            before = 0;
            return true;
        }

        if (c == '[' && next + 1 < pattern.Length && pattern[next + 1] == ':')
        {
            var end = pattern[(next + 2)..].IndexOf((byte)']');
            if (end < 0)
            {
                return false;
            }

            if (end > 0 && pattern[next + 1 + end] == ':')
            {
                var name = pattern.Slice(next + 2, end - 1);
                (next, before) = (next + end + 3, 0);
                return TryAddClass(Encoding.Latin1.GetString(name));
            }
        }

        if (!TryReadOne(pattern, ref next, out before))
        {
            return false;
        }

        _members[before] = true;
        return true;
    }

    private static bool TryReadOne(ReadOnlySpan<byte> pattern, ref int next, out byte c)
    {
        next += pattern[next] == '\\' ? 1 : 0;
        c = next < pattern.Length ? pattern[next] : (byte)0;
        return next++ < pattern.Length;
    }

    private void AddRange(byte from, byte to)
    {
        for (int c = from; c <= to; c++)
        {
            _members[c] = true;
        }
    }

    private bool TryAddClass(string name)
    {
        Func<char, bool>? isMember = name switch
        {
            "alnum" => char.IsAsciiLetterOrDigit,
            "alpha" => char.IsAsciiLetter,
            "blank" => c => c is ' ' or '\t',
            "cntrl" => c => c is < ' ' or '\x7f',
            "digit" => char.IsAsciiDigit,
            "graph" => c => c is > ' ' and < '\x7f',
            "lower" => char.IsAsciiLetterLower,
            "print" => c => c is >= ' ' and < '\x7f',
            "punct" => c => c is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(c),
            "space" => c => c is ' ' or (>= '\t' and <= '\r'),
            "upper" => char.IsAsciiLetterUpper,
            "xdigit" => char.IsAsciiHexDigit,
            _ => null,
        };
        for (var c = 0; c < 128 && isMember is not null; c++)
        {
            _members[c] |= isMember((char)c);
        }

        return isMember is not null;
    }
}
