namespace Revdex.Extraction;

/// <summary>An import as the walk found it; texts are ranges of the content, empty for none.</summary>
internal struct ImportDraft
{
    public int Module;
    public uint NameStart;
    public uint NameEnd;
    public uint AliasStart;
    public uint AliasEnd;
    public uint Row;
}
