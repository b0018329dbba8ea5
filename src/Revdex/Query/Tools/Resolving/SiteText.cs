using System.Text;

namespace Revdex.Query.Tools.Resolving;

/// <summary>A file's content with its lines: what stands around the uses in it.</summary>
internal sealed class SiteText(ReadOnlyMemory<byte> content)
{
    private int[]? _lineStarts;

    /// <summary>Empty where it is not to be had.</summary>
    public ReadOnlyMemory<byte> Content => content;

    /// <summary>Where a use is in <see cref="Content"/>; -1 where the text has no such place.</summary>
    public int At(in UseSite site)
    {
        var starts = _lineStarts ??= Starts(content.Span);
        return site.Line <= starts.Length && starts[site.Line - 1] + site.Column < content.Length ? starts[site.Line - 1] + site.Column : -1;
    }

    /// <summary>What stands before the use, without white space, and where it begins: the line from 1, the column in bytes from 0.</summary>
    public (string Text, int Line, int Column) Receiver(in UseSite site)
    {
        var place = At(site);
        var receiver = place < 0 ? default : ReceiverText.Before(content.Span, place);
        if (receiver.IsEmpty || !content.Span.Overlaps(receiver, out var at))
        {
            return ("", 0, 0);
        }

        var (line, column) = PlaceOf(at);
        return (WithoutSpace(Encoding.UTF8.GetString(receiver)), line, column);
    }

    /// <summary>The line of a byte, from 1, and its column in bytes, from 0.</summary>
    public (int Line, int Column) PlaceOf(int at)
    {
        var starts = _lineStarts ??= Starts(content.Span);
        var line = Array.BinarySearch(starts, at) is >= 0 and var exact ? exact : ~Array.BinarySearch(starts, at) - 1;
        return (line + 1, at - starts[line]);
    }

    /// <summary>The text before a use, without the white space that ends it.</summary>
    public ReadOnlySpan<byte> Before(in UseSite site) => At(site) is >= 0 and var at ? content.Span[..at].TrimEnd(" \t\r\n"u8) : default;

    /// <summary>The text behind a use's name, without the white space that begins it.</summary>
    public ReadOnlySpan<byte> After(in UseSite site) =>
        At(site) is >= 0 and var at ? content.Span[Math.Min(at + Encoding.UTF8.GetByteCount(site.Name), content.Length)..].TrimStart(" \t\r\n"u8) : default;

    private static string WithoutSpace(string text) => text.AsSpan().IndexOfAny(" \t\r\n") < 0 ? text : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static int[] Starts(ReadOnlySpan<byte> content)
    {
        var starts = new int[content.Count((byte)'\n') + 1];
        var at = 0;
        for (var line = 1; line < starts.Length; line++)
        {
            starts[line] = at += content[at..].IndexOf((byte)'\n') + 1;
        }

        return starts;
    }
}
