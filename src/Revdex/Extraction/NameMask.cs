using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Revdex.Extraction;

/// <summary>
/// Words that a grammar takes for keywords where they are names, told by what follows: C#'s <c>async</c> before <c>)</c>. One such
/// word can cost the parse of its whole class. The parser is given a copy in which the word ends with '_'; positions stay the same
/// and texts are read from the content, so nobody else knows of it. Immutable, any thread.
/// </summary>
internal sealed class NameMask
{
    private readonly (byte[] Word, SearchValues<byte> Followers)[] _words;

    private NameMask((byte[] Word, SearchValues<byte> Followers)[] words) => _words = words;

    /// <param name="names">Of languages.json: word → the characters of which one makes it a name. Null for none.</param>
    public static NameMask Of(JsonElement? names) => new([.. (names?.EnumerateObject().ToArray() ?? []).Select(
        p => (Encoding.UTF8.GetBytes(p.Name), SearchValues.Create(Encoding.UTF8.GetBytes(p.Value.GetString()!))))]);

    /// <summary>What to parse: the content itself, or the copy that <paramref name="buffer"/> is made to hold.</summary>
    public ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> content, ref byte[] buffer)
    {
        var isCopied = false;
        foreach (var (word, followers) in _words)
        {
            var from = 0;
            while (content[from..].IndexOf(word) is >= 0 and var at)
            {
                var start = from + at;
                from = start + word.Length;
                if (!IsName(content, start, from, followers))
                {
                    continue;
                }

                if (!isCopied)
                {
                    buffer = buffer.Length < content.Length ? new byte[content.Length] : buffer;
                    content.CopyTo(buffer);
                    isCopied = true;
                }

                buffer[from - 1] = (byte)'_';
            }
        }

        return isCopied ? buffer.AsSpan(0, content.Length) : content;
    }

    private static bool IsName(ReadOnlySpan<byte> content, int start, int end, SearchValues<byte> followers)
    {
        if (start > 0 && (IsOfWord(content[start - 1]) || content[start - 1] == (byte)'@'))
        {
            return false;
        }

        while (end < content.Length && content[end] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            end++;
        }

        return end < content.Length && followers.Contains(content[end]);
    }

    private static bool IsOfWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or >= 0x80;
}
