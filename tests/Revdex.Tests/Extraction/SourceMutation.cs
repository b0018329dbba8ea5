using System.Text;

namespace Revdex.Tests.Extraction;

/// <summary>Damages source text as merges, half-typed edits and bad luck do: the same damage for the same seed.</summary>
internal static class SourceMutation
{
    private static readonly byte[][] Tokens =
    [
        .. new[] { "{", "}", "(", ")", "[", "]", "<", ">", ";", ",", ".", ":", "::", "=>", "->", "=", "\"", "'", "`", "/*", "*/", "//", "#", "@", "$", "\\", "\n", "\t", "\0", "\uFEFF", "é", "𝒳", "class ", "def ", "end", "if ", "<<EOF\n" }
            .Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80],
    ];

    /// <summary>One to four changes.</summary>
    public static byte[] Of(byte[] source, Random random)
    {
        var text = source.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && text.Count > 0; changes--)
        {
            Change(text, random);
        }

        return [.. text];
    }

    private static void Change(List<byte> text, Random random)
    {
        var at = random.Next(text.Count);
        var span = random.Next(1, Math.Min(text.Count - at, 60) + 1);
        switch (random.Next(7))
        {
            case 0:
                text.RemoveRange(at, span);
                break;
            case 1:
                text.InsertRange(random.Next(text.Count), text.GetRange(at, span));
                break;
            case 2:
                text[at] = (byte)random.Next(256);
                break;
            case 3:
                text.RemoveRange(at, random.Next(2) == 0 ? text.Count - at : Math.Min(text.Count - at, 400));
                break;
            case 4:
                text.InsertRange(at, Enumerable.Repeat(Tokens[random.Next(Tokens.Length)], random.Next(1, 40)).SelectMany(t => t));
                break;
            default:
                text.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
        }
    }
}
