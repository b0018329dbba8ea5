namespace Revdex.Extraction.Patterns;

/// <summary>
/// Patterns by the type of their focus and of its parent, in the order of the file: an identifier has sixty patterns, but within
/// one kind of parent only a few can match.
/// </summary>
internal sealed class PatternTable(int symbolCount)
{
    private static readonly Pattern[] Nothing = [];

    private readonly List<Pattern>?[] _added = new List<Pattern>?[symbolCount];

    /// <summary>[focus][parent]; null where no pattern has such a focus.</summary>
    private readonly Pattern[][]?[] _byParent = new Pattern[][]?[symbolCount];

    public void Add(ushort symbol, Pattern pattern) => (_added[symbol] ??= []).Add(pattern);

    /// <summary>Once, after the last pattern.</summary>
    public void Complete()
    {
        for (var symbol = 0; symbol < symbolCount; symbol++)
        {
            if (_added[symbol] is { } patterns)
            {
                _byParent[symbol] = ByParent(patterns);
            }
        }
    }

    /// <param name="parent">0 for the root's parent and for error nodes.</param>
    public Pattern[] this[ushort symbol, ushort parent] => _byParent[symbol] is { } table ? table[parent] : Nothing;

    private Pattern[][] ByParent(List<Pattern> patterns)
    {
        var table = new Pattern[symbolCount][];
        Array.Fill(table, [.. patterns.Where(p => p.Path.Length == 1 || p.Path[1].IsAny)]);
        foreach (var parent in patterns.Where(p => p.Path.Length > 1).SelectMany(p => p.Path[1].Symbols).Append((ushort)0).Distinct())
        {
            table[parent] = [.. patterns.Where(p => p.Path.Length == 1 || p.Path[1].Accepts(parent))];
        }

        return table;
    }
}
