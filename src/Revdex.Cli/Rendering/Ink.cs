namespace Revdex.Cli.Rendering;

/// <summary>Colours texts for a terminal that wants them, and leaves them alone elsewhere.</summary>
internal sealed class Ink
{
    private readonly bool _isColoured;

    private Ink(bool isColoured, int width) => (_isColoured, Width) = (isColoured, width);

    /// <summary>No colours, no columns, no cutting: for programs and agents.</summary>
    public static Ink Plain { get; } = new(false, 0);

    /// <summary>Columns of the terminal; 0 where there is none, and lines are not aligned or cut.</summary>
    public int Width { get; }

    public bool IsTerminal => Width > 0;

    /// <summary>For standard output as it is now; <c>NO_COLOR</c> is honoured.</summary>
    public static Ink ForOutput()
    {
        if (Console.IsOutputRedirected)
        {
            return Plain;
        }

        var isColoured = Environment.GetEnvironmentVariable("NO_COLOR") is null or "" && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new Ink(isColoured, Math.Max(40, Console.WindowWidth));
    }

    /// <summary>As a terminal of that width has it, for tests.</summary>
    internal static Ink Terminal(int width, bool isColoured) => new(isColoured, width);

    public string Bold(string text) => Wrap("1", text);

    public string Dim(string text) => Wrap("2", text);

    public string Kind(string text) => Wrap("36", text);

    public string Path(string text) => Wrap("35", text);

    public string Number(string text) => Wrap("32", text);

    public string Warning(string text) => Wrap("33", text);

    /// <summary>A text out of a repository, on one line: what would move a terminal's cursor or change its state is replaced.</summary>
    public string Line(string text) => Clean(text, keepTabs: false);

    /// <summary>The same for source text, which keeps its tabs.</summary>
    public string Source(string text) => Clean(text, keepTabs: true);

    private string Clean(string text, bool keepTabs)
    {
        var mustClean = false;
        foreach (var c in text)
        {
            mustClean |= char.IsControl(c) && (c != '\t' || !keepTabs);
        }

        return !mustClean ? text : string.Concat(text.Select(c => !char.IsControl(c) || (c == '\t' && keepTabs) ? c : IsTerminal ? '\uFFFD' : ' '));
    }

    private string Wrap(string code, string text) => _isColoured && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
