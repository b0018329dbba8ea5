using Revdex.Facts;

namespace Revdex.Extraction;

/// <summary>A symbol as the walk found it; texts are ranges of the content.</summary>
internal struct SymbolDraft
{
    public int Name;
    public SymbolKind Kind;
    public SymbolFlags Flags;
    public int Container;
    public uint StartByte;
    public uint EndByte;
    public uint StartRow;
    public uint EndRow;
    public uint NameRow;
    public uint NameColumn;

    /// <summary>Where the signature starts and the body or the end follows.</summary>
    public uint SignatureStart;
    public uint SignatureEnd;

    /// <summary>Where the structural hash starts.</summary>
    public uint HashStart;
    public uint DocStart;
    public uint DocEnd;
    public uint QualifierStart;
    public uint QualifierEnd;
}
