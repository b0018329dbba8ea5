namespace Revdex.Benchmarks.Languages;

/// <summary>What trying one pattern took over all nodes that it was tried at.</summary>
/// <param name="Line">Of the query, with what it inherits behind it.</param>
internal sealed record PatternCost(int Line)
{
    public long Tries { get; set; }

    public double Seconds { get; set; }
}
