namespace Revdex.Facts;

/// <summary>One symbol of a facts message; the texts are valid as long as the bytes they were read from.</summary>
public readonly ref struct SymbolRow
{
    public SymbolRow()
    {
    }

    public ReadOnlySpan<byte> Name { get; init; }

    public SymbolKind Kind { get; init; }

    /// <summary>Index of the parent symbol, always smaller than this symbol's; -1 at the top.</summary>
    public int Container { get; init; } = -1;

    /// <summary>Lines count from 1; both belong to the symbol.</summary>
    public int StartLine { get; init; }

    public int EndLine { get; init; }

    public int NameLine { get; init; }

    /// <summary>In bytes, from 0.</summary>
    public int NameColumn { get; init; }

    public int StartByte { get; init; }

    /// <summary>Just past the symbol.</summary>
    public int EndByte { get; init; }

    /// <summary>The declaration up to its body.</summary>
    public ReadOnlySpan<byte> Signature { get; init; }

    /// <summary>First paragraph of the doc comment; empty where there is none.</summary>
    public ReadOnlySpan<byte> Doc { get; init; }

    public SymbolFlags Flags { get; init; }

    /// <summary>Of the body's structure, ignoring layout and comments; 0 without a body.</summary>
    public ulong BodyHash { get; init; }

    /// <summary>
    /// What the declaration names as its owner where it does not stand inside it: a Go receiver's type, the <c>A::B</c> of a C++
    /// definition, the trait of a Rust impl; empty for none.
    /// </summary>
    public ReadOnlySpan<byte> Qualifier { get; init; }
}
