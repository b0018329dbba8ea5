using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Query.Tools;

/// <summary>Writes texts of files, all together at most <see cref="TextMaxBytes"/>: a reply is paid for in tokens.</summary>
internal sealed class SourceWriter(ToolCall call)
{
    /// <summary>About two thousand lines; whoever wants more asks for the next range.</summary>
    public const int TextMaxBytes = 80 * 1024;

    private readonly SourceContext? _context = call.Arguments.Flag("context") ? new SourceContext(call) : null;
    private int _left = TextMaxBytes;

    /// <summary>Null while everything fitted.</summary>
    public string? TruncatedReason { get; private set; }

    public bool IsFull => _left <= 0;

    /// <summary>Writes the innermost symbol whose lines hold a line; false where none does.</summary>
    public bool TryWriteSymbolAt(int file, int line)
    {
        if (!call.State.TryLocate(file, out var mounted, out var blob))
        {
            return false;
        }

        var found = SymbolAt.Line(mounted.Segment.Facts(blob), line);
        if (found < 0)
        {
            return false;
        }

        WriteSymbol(file, mounted, blob, found);
        return true;
    }

    public void WriteSymbol(int file, MountedSegment mounted, int blob, int index)
    {
        var content = Content(file);
        var facts = mounted.Segment.Facts(blob);
        var symbol = facts.ReadSymbol(index);
        call.Json.WriteStartObject();
        call.Json.WriteString("name"u8, symbol.Name);
        call.Json.WriteString("kind"u8, SymbolKindNames.Of(symbol.Kind));
        SymbolJson.WritePath(call.Json, call.View.Path(file));
        call.Json.WriteNumber("line"u8, symbol.StartLine);
        call.Json.WriteNumber("end_line"u8, symbol.EndLine);
        SymbolJson.WriteContainer(call.Json, facts, symbol);
        _context?.Write(file, facts, symbol.Container, symbol.Qualifier);
        var end = Math.Min(symbol.EndByte, content.Length);
        WriteText(content[Math.Min(LineStart(content, symbol.StartByte), end)..end], symbol.StartLine);
        call.Json.WriteEndObject();
    }

    /// <exception cref="RevdexException">The file has no such lines.</exception>
    public void CheckLines(int file, int first, int last)
    {
        var count = CountLines(Content(file));
        if (first > Math.Max(count, 1) || last < first)
        {
            throw new RevdexException($"'{GitPath.Display(call.View.Path(file))}' has {count} lines, not {first} to {last}", ExitCode.Usage);
        }
    }

    /// <summary>Writes whole lines that are there (<see cref="CheckLines"/>), both ends included; an end past the file's is the file's.</summary>
    public void WriteLines(int file, int first, int last)
    {
        var content = Content(file);
        var count = CountLines(content);
        var lines = new ContentLines(content);
        var start = lines.Start(first);
        var end = last >= count ? content.Length : lines.Start(last + 1);
        call.Json.WriteStartObject();
        SymbolJson.WritePath(call.Json, call.View.Path(file));
        call.Json.WriteNumber("line"u8, first);
        call.Json.WriteNumber("end_line"u8, Math.Min(last, count));
        if (_context is not null && call.State.TryLocate(file, out var mounted, out var blob))
        {
            _context.WriteAround(file, mounted.Segment.Facts(blob), first, Math.Min(last, count));
        }

        WriteText(content[start..end].TrimEnd("\r\n"u8), first);
        call.Json.WriteEndObject();
    }

    /// <summary>Where only spaces precede on the line, the text starts with them: it is the file's, ready to be compared or replaced.</summary>
    private static int LineStart(ReadOnlySpan<byte> content, int start)
    {
        var at = Math.Min(start, content.Length);
        while (at > 0 && content[at - 1] is (byte)' ' or (byte)'\t')
        {
            at--;
        }

        return at == 0 || content[at - 1] == '\n' ? at : Math.Min(start, content.Length);
    }

    private void WriteText(ReadOnlySpan<byte> text, int firstLine)
    {
        if (text.Length > _left)
        {
            var cut = text[.._left].LastIndexOf((byte)'\n');
            text = text[..Math.Max(cut, 0)];
            TruncatedReason = ToolPage.Size;
            call.Json.WriteNumber("text_end_line"u8, firstLine + text.Count((byte)'\n'));
            _left = 0;
        }

        _left -= text.Length;
        call.Json.WriteString("text"u8, text);
    }

    private ReadOnlySpan<byte> Content(int file) =>
        call.State.ReadContent(file) is { } content
            ? content.Span
            : throw new RevdexException($"the content of '{GitPath.Display(call.View.Path(file))}' is not in this repository (a partial clone?)");

    private static int CountLines(ReadOnlySpan<byte> content) =>
        content.Count((byte)'\n') + (content.IsEmpty || content[^1] == '\n' ? 0 : 1);
}
