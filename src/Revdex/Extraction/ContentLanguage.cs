using System.Text;

namespace Revdex.Extraction;

/// <summary>
/// The language that a file's own text names, for files whose name tells none: an editor's modeline first, then the interpreter of a script, in the order and
/// by the rules of GitHub's Linguist; between them Emacs's list of local variables, which Linguist does not read. A pure function of the content.
/// </summary>
internal static class ContentLanguage
{
    /// <summary>Raised when the rules change: what was told before does not count then.</summary>
    public const int Version = 2;

    /// <summary>Lines at either end that may be modelines: five, as for vim.</summary>
    private const int LineCount = 5;

    /// <summary>Of a line; a modeline is written by a person.</summary>
    private const int LineMaxBytes = 512;

    /// <summary>Text has no NUL near its beginning.</summary>
    private const int TextLookedAtBytes = 1024;

    public static Language? Of(ReadOnlySpan<byte> content, LanguageSet languages)
    {
        if (content[..Math.Min(content.Length, TextLookedAtBytes)].Contains((byte)0))
        {
            return null;
        }

        var text = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        var first = FirstLines(text);
        foreach (var line in first.Concat(LastLines(text)))
        {
            if (Modeline.TryRead(line, out var mode))
            {
                return languages.ByMode(mode);
            }
        }

        if (LocalVariables.TryReadMode(text, out var major))
        {
            return languages.ByMode(major);
        }

        return Shebang.TryRead(first, out var interpreter) ? languages.ByInterpreter(interpreter) : null;
    }

    private static List<string> FirstLines(ReadOnlySpan<byte> text)
    {
        var lines = new List<string>(LineCount);
        while (!text.IsEmpty && lines.Count < LineCount)
        {
            var end = text.IndexOf((byte)'\n');
            lines.Add(TextOf(end < 0 ? text : text[..end]));
            text = end < 0 ? [] : text[(end + 1)..];
        }

        return lines;
    }

    private static List<string> LastLines(ReadOnlySpan<byte> text)
    {
        var lines = new List<string>(LineCount);
        text = text.EndsWith("\n"u8) ? text[..^1] : text;
        while (!text.IsEmpty && lines.Count < LineCount)
        {
            var start = text.LastIndexOf((byte)'\n') + 1;
            lines.Add(TextOf(text[start..]));
            text = text[..Math.Max(0, start - 1)];
        }

        return lines;
    }

    private static string TextOf(ReadOnlySpan<byte> line) => Encoding.Latin1.GetString(line[..Math.Min(line.Length, LineMaxBytes)]).TrimEnd('\r');
}
