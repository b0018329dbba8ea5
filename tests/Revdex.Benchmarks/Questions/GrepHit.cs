using System.Globalization;

namespace Revdex.Benchmarks.Questions;

/// <summary>A line of <c>git grep -n</c>.</summary>
internal sealed record GrepHit(string Path, int Line, string Text)
{
    private static readonly string[] CommentMarks = ["//", "/*", "*", "#"];

    public bool IsComment => CommentMarks.Any(mark => Text.StartsWith(mark, StringComparison.Ordinal));

    public bool IsTest => Path.Contains("test", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null: a file that is not text.</summary>
    public static GrepHit? Parse(string line) => line.Split(':', 3) is [var path, var number, var text]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? new GrepHit(path, at, text.Trim()) : null;
}
