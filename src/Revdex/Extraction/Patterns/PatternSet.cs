using System.Runtime.InteropServices;

namespace Revdex.Extraction.Patterns;

/// <summary>A language's patterns as tables indexed by node type. Immutable, any thread.</summary>
internal sealed class PatternSet
{
    public PatternSet(int symbolCount)
    {
        Traits = GC.AllocateArray<NodeTraits>(symbolCount, pinned: true); // A walk has them in native code.
        Definitions = new PatternTable(symbolCount);
        Leaves = new PatternTable(symbolCount);
        Flags = new PatternTable(symbolCount);
        TokenLengths = new byte[symbolCount];
    }

    /// <summary>What is to be done at a node of each type; zero for most.</summary>
    public NodeTraits[] Traits { get; }

    /// <summary><see cref="Traits"/> for native code.</summary>
    public ReadOnlySpan<ushort> Marks => MemoryMarshal.Cast<NodeTraits, ushort>(Traits);

    public PatternTable Definitions { get; }

    /// <summary>References, imports, locals, words and ignored subtrees.</summary>
    public PatternTable Leaves { get; }

    public PatternTable Flags { get; }

    /// <summary>Length in bytes of each token type whose text is fixed; 0 for all others.</summary>
    public byte[] TokenLengths { get; }

    /// <summary>The field named <c>body</c>, or 0.</summary>
    public ushort BodyField { get; init; }

    /// <summary>Once, after the last pattern.</summary>
    public void Complete()
    {
        Definitions.Complete();
        Leaves.Complete();
        Flags.Complete();
    }
}
