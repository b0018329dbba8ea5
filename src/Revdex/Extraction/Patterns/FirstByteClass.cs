using System.Diagnostics.CodeAnalysis;

namespace Revdex.Extraction.Patterns;

/// <summary>
/// The expression <c>^[…]</c> with ASCII letters, digits, '_', '~' and ranges of them, as a bit set: what tells a constant from a variable
/// by its first letter is asked at every name.
/// </summary>
internal sealed class FirstByteClass
{
    private readonly bool[] _has = new bool[256];

    private FirstByteClass()
    {
    }

    public bool Contains(byte first) => _has[first];

    /// <summary>False where the expression is of another form.</summary>
    public static bool TryParse(string expression, [NotNullWhen(true)] out FirstByteClass? set)
    {
        set = null;
        if (!expression.StartsWith("^[", StringComparison.Ordinal) || !expression.EndsWith(']'))
        {
            return false;
        }

        var parsed = new FirstByteClass();
        var inner = expression.AsSpan(2, expression.Length - 3);
        while (!inner.IsEmpty)
        {
            var isRange = inner.Length >= 3 && inner[1] == '-';
            var last = isRange ? inner[2] : inner[0];
            if (!IsPlain(inner[0]) || !IsPlain(last))
            {
                return false;
            }

            Array.Fill(parsed._has, true, inner[0], last - inner[0] + 1);
            inner = inner[(isRange ? 3 : 1)..];
        }

        set = parsed;
        return true;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '~';
}
