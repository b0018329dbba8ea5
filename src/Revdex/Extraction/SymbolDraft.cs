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

    /// <summary>The end of what several names of one declaration share, <c>private int</c>; 0 where there is one name.</summary>
    public uint HeadEnd;

    /// <summary>Where this name's part of the declaration starts: the signature is the head and this part.</summary>
    public uint PartStart;

    /// <summary>Where the structural hash starts.</summary>
    public uint HashStart;
    public uint DocStart;
    public uint DocEnd;
    public uint QualifierStart;
    public uint QualifierEnd;
}
