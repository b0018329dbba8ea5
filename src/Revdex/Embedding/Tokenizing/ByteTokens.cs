using System.Text;

namespace Revdex.Embedding.Tokenizing;

/// <summary>Bytes as tokens.</summary>
internal static class ByteTokens
{
    /// <summary>
    /// The character that stands for each byte in byte-level vocabularies: itself where it is printable, else one from U+0100 on (GPT-2's table).
    /// </summary>
    public static readonly char[] Characters = MakeCharacters();

    /// <summary>Adds <c>&lt;0xE4&gt;</c> for each byte of the text, if the vocabulary has all of them.</summary>
    public static bool TryAdd(Dictionary<string, int> vocabulary, string text, List<int> tokens)
    {
        var before = tokens.Count;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (!vocabulary.TryGetValue($"<0x{value:X2}>", out var token))
            {
                tokens.RemoveRange(before, tokens.Count - before);
                return false;
            }

            tokens.Add(token);
        }

        return true;
    }

    public static string ToCharacters(string text) => string.Create(Encoding.UTF8.GetByteCount(text), text, (to, from) =>
    {
        var bytes = Encoding.UTF8.GetBytes(from);
        for (var i = 0; i < bytes.Length; i++)
        {
            to[i] = Characters[bytes[i]];
        }
    });

    private static char[] MakeCharacters()
    {
        var characters = new char[256];
        var other = 0x100;
        for (var value = 0; value < 256; value++)
        {
            var isPrintable = value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE and <= 0xFF;
            characters[value] = (char)(isPrintable ? value : other++);
        }

        return characters;
    }
}
