using System.Text;

namespace Revdex.Git;

/// <summary>Texts that people wrote into git: names, subjects. Any bytes, any length.</summary>
internal static class CutText
{
    /// <summary>UTF-8, what is not replaced; cut at a length, with an ellipsis.</summary>
    public static string Decode(ReadOnlySpan<byte> text, int maxBytes)
    {
        if (text.Length <= maxBytes)
        {
            return Encoding.UTF8.GetString(text);
        }

        var length = maxBytes;
        while (length > maxBytes - 4 && (text[length] & 0xC0) == 0x80)
        {
            length--; // Not within a character.
        }

        return Encoding.UTF8.GetString(text[..length]) + "…";
    }
}
