namespace Revdex.Extraction.Patterns;

/// <summary>A language's patterns as tables indexed by node type. Immutable, any thread.</summary>
internal sealed class PatternSet
{
    private static readonly Pattern[] Nothing = [];

    public PatternSet(int symbolCount)
    {
        Traits = new NodeTraits[symbolCount];
        Definitions = Empty(symbolCount);
        Leaves = Empty(symbolCount);
        Flags = Empty(symbolCount);
        TokenLengths = new byte[symbolCount];
    }

    /// <summary>What is to be done at a node of each type; zero for most.</summary>
    public NodeTraits[] Traits { get; }

    public Pattern[][] Definitions { get; }

    /// <summary>References, imports, locals, words and ignored subtrees.</summary>
    public Pattern[][] Leaves { get; }

    public Pattern[][] Flags { get; }

    /// <summary>Length in bytes of each token type whose text is fixed; 0 for all others.</summary>
    public byte[] TokenLengths { get; }

    /// <summary>The field named <c>body</c>, or 0.</summary>
    public ushort BodyField { get; init; }

    public static void Add(Pattern[][] table, ushort symbol, Pattern pattern) => table[symbol] = [.. table[symbol], pattern];

    private static Pattern[][] Empty(int symbolCount)
    {
        var table = new Pattern[symbolCount][];
        Array.Fill(table, Nothing);
        return table;
    }
}
