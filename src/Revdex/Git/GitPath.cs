using System.Globalization;
using System.Text;

namespace Revdex.Git;

/// <summary>Repository paths are bytes; this is the one rule by which they are shown and typed.</summary>
/// <remarks>
/// A path that is valid UTF-8 is itself. In any other, a backslash is written <c>\\</c> and each byte that is not part of valid
/// UTF-8 <c>\xNN</c> (lower-case hexadecimal). A text is read back by the same rule: it is taken as an escaped path only if
/// it has the form that <see cref="Display"/> gives to a path that is not UTF-8, so that <c>Parse(Display(p))</c> is p for every p.
/// A valid path that happens to look like an escaped one (it holds the characters <c>\x</c> and two digits of 80 and above) cannot be typed.
/// </remarks>
public static class GitPath
{
    public static string Display(ReadOnlySpan<byte> path) =>
        System.Text.Unicode.Utf8.IsValid(path) ? Encoding.UTF8.GetString(path) : Escape(path);

    public static byte[] Parse(string text) => TryUnescape(text) ?? Encoding.UTF8.GetBytes(text);

    /// <summary>Whether the text is read as an escaped path, of which a backslash is a part.</summary>
    internal static bool IsEscaped(string text) => TryUnescape(text) is not null;

    private static byte[]? TryUnescape(string text) =>
        text.Contains("\\x", StringComparison.Ordinal) && Unescape(text) is { } path && Display(path) == text ? path : null;

    private static string Escape(ReadOnlySpan<byte> path)
    {
        var text = new StringBuilder();
        while (!path.IsEmpty)
        {
            var isValid = Rune.DecodeFromUtf8(path, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (!isValid)
            {
                foreach (var invalid in path[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{invalid:x2}");
                }
            }
            else
            {
                text.Append(rune.Value == '\\' ? @"\\" : rune.ToString());
            }

            path = path[length..];
        }

        return text.ToString();
    }

    private static byte[]? Unescape(string text)
    {
        var bytes = new List<byte>(text.Length);
        var rest = text.AsSpan();
        Span<byte> utf8 = stackalloc byte[4];
        while (!rest.IsEmpty)
        {
            if (rest.StartsWith(@"\\"))
            {
                bytes.Add((byte)'\\');
                rest = rest[2..];
            }
            else if (rest.StartsWith(@"\x") && rest.Length >= 4 && byte.TryParse(rest[2..4], NumberStyles.AllowHexSpecifier, null, out var value))
            {
                bytes.Add(value);
                rest = rest[4..];
            }
            else if (rest[0] != '\\' && Rune.DecodeFromUtf16(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                rest = rest[length..];
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }
}
