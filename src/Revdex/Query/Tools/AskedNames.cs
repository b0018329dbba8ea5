using Revdex.Git;

namespace Revdex.Query.Tools;

/// <summary>
/// Several names in one text: its lines, else what stands between commas, else between blanks. What is there as it stands is not taken apart, so that a path
/// with a blank and <c>operator new</c> are one name.
/// </summary>
internal static class AskedNames
{
    /// <summary>A page of source is read; whoever needs more asks twice.</summary>
    public const int CountMax = 100;

    private static readonly char[] Separators = ['\n', ',', ' '];

    /// <summary>The names in the order of the text, each once.</summary>
    /// <param name="isThere">Whether a text that could be taken apart names something.</param>
    /// <exception cref="RevdexException">There are none, or too many.</exception>
    public static List<string> Split(string text, Func<string, bool> isThere)
    {
        var names = new List<string>();
        Add(text, 0, isThere, names.Add);
        names = [.. names.Distinct(StringComparer.Ordinal)];
        return names.Count switch
        {
            0 => throw new RevdexException("'name' names nothing (a symbol, path:line, path:from-to or a file's path)", ExitCode.Usage),
            > CountMax => throw new RevdexException($"'name' has {names.Count} names, more than {CountMax} (ask in several calls)", ExitCode.Usage),
            _ => names,
        };
    }

    /// <summary>Paths that the text may name, for <see cref="ToolDefinition.NeedPaths"/>: as long as nobody knows what is there, every way to read it counts.</summary>
    public static IReadOnlyList<byte[]> Paths(string text) =>
        [.. Readings(text).Take(4 * CountMax).Select(t => GitPath.Parse(Place.TryParse(t, out var place) ? place.Path : PathFilter.Clean(t)))];

    /// <summary>What files hold that define one of the names, a line each; null where some are places.</summary>
    public static string? Texts(string text)
    {
        var names = new List<string>();
        Add(text, 0, static _ => false, names.Add);
        return names.Count is 0 or > CountMax || names.Exists(n => Place.TryParse(n, out _)) ? null : string.Join('\n', names.Select(QualifiedName.LastPart));
    }

    private static HashSet<string> Readings(string text)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        Add(text, 0, reading => !all.Add(reading), name => all.Add(name));
        return all;
    }

    private static void Add(string text, int separator, Func<string, bool> isThere, Action<string> add)
    {
        var name = text.Trim();
        while (separator < Separators.Length && !name.Contains(Separators[separator]))
        {
            separator++;
        }

        if (name.Length == 0)
        {
            return;
        }

        if (separator == Separators.Length || isThere(name))
        {
            add(name);
            return;
        }

        foreach (var part in name.Split(Separators[separator]))
        {
            Add(part, separator + 1, isThere, add);
        }
    }
}
