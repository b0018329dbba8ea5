namespace Revdex.Cli.Clients;

/// <summary>How a file's author lays out lines, so that what is added looks like the rest.</summary>
internal static class TextLayout
{
    /// <summary>As the first line of the file ends; a line feed in a file of one line.</summary>
    public static string LineEnd(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
    }

    /// <summary>The white space that a line begins with.</summary>
    public static string IndentOf(string text, int at)
    {
        var start = LineStart(text, at);
        var end = start;
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        return text[start..end];
    }

    /// <summary>Nothing but white space stands before it on its line.</summary>
    public static bool IsFirstOnLine(string text, int at) => text.AsSpan(LineStart(text, at)..at).Trim(" \t\uFEFF").IsEmpty;

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
}
