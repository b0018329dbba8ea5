using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Embedding;

/// <summary>How large chunks are, with the reasons. A change of any of them, or of <see cref="ChunkText"/>, takes another <see cref="Version"/>.</summary>
internal static class ChunkRules
{
    /// <summary>Hashed into each key. 1: the first.</summary>
    public const byte Version = 1;

    /// <summary>What vectors of files in no known language are keyed by: these have no facts, and their chunks change with the rules alone.</summary>
    public static readonly SegmentLanguage Text = new("text", $"chunks-{Version}");

    /// <summary>Some 200 tokens: what small models were trained on, and what an answer shows of it still says one thing.</summary>
    public const int TargetBytes = 800;

    /// <summary>Some 500 tokens, where most models cut. A function up to this is one chunk: half a function says less than a long one is blurred.</summary>
    public const int MaxBytes = 2_000;

    /// <summary>From this on a symbol stands for itself; smaller neighbours are joined up to <see cref="TargetBytes"/>.</summary>
    public const int SmallBytes = 200;

    /// <summary>What is left of this size goes with its neighbour: a chunk of one line is noise.</summary>
    public const int TinyBytes = 80;

    /// <summary>Where a long stretch is cut: between these.</summary>
    public const int WindowMinBytes = 600;

    public const int WindowMaxBytes = 1_400;

    /// <summary>Whole lines that two windows share, so that a thought at the border is in one of them.</summary>
    public const int OverlapBytes = 160;

    /// <summary>A megabyte of code. A file with more is data, and would crowd out all others.</summary>
    public const int ChunksMax = 1_024;

    /// <summary>Facts may come from anywhere: no deeper than code is nested.</summary>
    public const int DepthMax = 64;

    /// <summary>What is cut into its members as soon as it is larger than the target; anything else stays whole up to <see cref="MaxBytes"/>.</summary>
    public static bool HoldsMembers(SymbolKind kind) => kind is SymbolKind.Namespace or SymbolKind.Module or SymbolKind.Class or SymbolKind.Struct or SymbolKind.Interface
        or SymbolKind.Trait or SymbolKind.Enum or SymbolKind.Record or SymbolKind.Extension or SymbolKind.Implementation or SymbolKind.Union or SymbolKind.Section;

    public static bool HasWord(ReadOnlySpan<byte> text)
    {
        foreach (var value in text)
        {
            if (WordRules.IsWordByte(value))
            {
                return true;
            }
        }

        return false;
    }
}
