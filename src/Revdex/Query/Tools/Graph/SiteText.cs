using System.Text;

namespace Revdex.Query.Tools.Graph;

/// <summary>A file's content with its lines, for the receivers of the uses in it.</summary>
internal sealed class SiteText(int file, ReadOnlyMemory<byte> content)
{
    private int[]? _lineStarts;

    public int File => file;

    /// <summary>What stands before the use, without white space, and where it begins: the line from 1, the column in bytes from 0.</summary>
    public (string Text, int Line, int Column) Receiver(in UseSite site)
    {
        var starts = _lineStarts ??= Starts(content.Span);
        if (site.Line > starts.Length || starts[site.Line - 1] + site.Column > content.Length)
        {
            return ("", 0, 0);
        }

        var receiver = ReceiverText.Before(content.Span, starts[site.Line - 1] + site.Column);
        if (receiver.IsEmpty || !content.Span.Overlaps(receiver, out var at))
        {
            return ("", 0, 0);
        }

        var line = Array.BinarySearch(starts, at) is >= 0 and var exact ? exact : ~Array.BinarySearch(starts, at) - 1;
        return (WithoutSpace(Encoding.UTF8.GetString(receiver)), line + 1, at - starts[line]);
    }

    private static string WithoutSpace(string text) => text.AsSpan().IndexOfAny(" \t\r\n") < 0 ? text : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static int[] Starts(ReadOnlySpan<byte> content)
    {
        var starts = new List<int> { 0 };
        for (var at = 0; content[at..].IndexOf((byte)'\n') is >= 0 and var length; at += length + 1)
        {
            starts.Add(at + length + 1);
        }

        return [.. starts];
    }
}
