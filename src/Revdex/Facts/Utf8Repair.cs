using System.Text;
using System.Text.Unicode;

namespace Revdex.Facts;

/// <summary>Facts hold valid UTF-8 only: invalid bytes of a source become U+FFFD, as every decoder would show them.</summary>
public static class Utf8Repair
{
    /// <summary>The same span where it is valid, which is nearly always and allocates nothing; else a repaired copy.</summary>
    public static ReadOnlySpan<byte> Repaired(ReadOnlySpan<byte> text) =>
        Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
}
