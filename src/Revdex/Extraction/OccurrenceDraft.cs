using Revdex.Facts;

namespace Revdex.Extraction;

/// <summary>A use as the walk found it.</summary>
internal struct OccurrenceDraft
{
    public int Name;
    public uint Row;
    public uint Column;
    public int Enclosing;
    public OccurrenceRole Role;
    public bool HasReceiver;

    /// <summary>Stands alone, so that a local of that name would be meant.</summary>
    public bool IsPlain;

    /// <summary>A name of the language itself: a use only where the file has another thing of that name.</summary>
    public bool IsBuiltin;
}
