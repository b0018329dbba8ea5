using System.Text;
using Revdex.Facts;

namespace Revdex.Extraction.Documents;

/// <summary>Writes blocks of Markdown up to the size of the largest blob that is parsed; what comes later is left out, which the last line says. For one thread.</summary>
internal sealed class MarkdownText
{
    private const int HeadingMax = 6;
    private const int FenceMin = 3;

    /// <summary>The last line of a text that was cut; there is always room for it.</summary>
    private const string CutNote = "\n(The document goes on; what follows is left out.)\n";

    private readonly StringBuilder _text = new();
    private long _bytes;

    public bool IsFull { get; private set; }

    /// <summary>Says that there is more that is not written.</summary>
    public void Cut() => IsFull = true;

    /// <param name="level">From 1; deeper than 6 is 6.</param>
    public void Heading(int level, string text) => Block($"{new string('#', Math.Clamp(level, 1, HeadingMax))} {OneLine(text)}", text);

    public void Paragraph(string text) => Block(string.Join('\n', text.Split('\n').Select(line => Plain(line.Trim()))), text);

    public void ListItem(int depth, string text) => Block($"{new string(' ', 2 * Math.Clamp(depth, 0, HeadingMax))}- {OneLine(text)}", text);

    public void TableRow(IEnumerable<string> cells)
    {
        var row = cells.Select(cell => OneLine(cell).Replace("|", "\\|", StringComparison.Ordinal)).ToList();
        Block($"| {string.Join(" | ", row)} |", string.Concat(row));
    }

    /// <summary>Text that is Markdown already.</summary>
    public void Raw(string markdown) => Block(markdown.TrimEnd(), markdown);

    /// <param name="language">As people call it; empty where it is not known.</param>
    public void Code(string language, string code)
    {
        var fence = new string('`', Math.Max(FenceMin, LongestRun(code, '`') + 1));
        Block($"{fence}{language}\n{code.TrimEnd('\n', '\r')}\n{fence}", code);
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString() + (IsFull ? CutNote : ""));

    private void Block(string block, string content)
    {
        if (IsFull || string.IsNullOrWhiteSpace(content))
        {
            return;
        }

        var clean = Cleaned(block);
        var bytes = Encoding.UTF8.GetByteCount(clean) + 2;
        IsFull = _bytes + bytes + CutNote.Length > Limits.BlobSizeMaxBytes;
        if (!IsFull)
        {
            _text.Append(_text.Length > 0 ? "\n" : "").Append(clean).Append('\n');
            _bytes += bytes;
        }
    }

    private static int LongestRun(string text, char of)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == of ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    /// <summary>One kind of line break, and none of the characters that would make the text look like a binary.</summary>
    private static string Cleaned(string block)
    {
        var text = block.ReplaceLineEndings("\n");
        return text.AsSpan().ContainsAnyInRange('\0', '\b') ? string.Concat(text.Where(c => c > '\b')) : text;
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What would be a mark at the start of a line is shown with a backslash, as Markdown has it.</summary>
    private static string Plain(string line) =>
        line.Length > 0 && "#>-+=*~<|".Contains(line[0], StringComparison.Ordinal) || line.StartsWith("```", StringComparison.Ordinal) ? "\\" + line : line;
}
