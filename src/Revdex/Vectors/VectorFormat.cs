using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>
/// The version of the vector file (artifacts/FORMAT.md, "Vector files"). A reader accepts its own only: vectors are derived data.
/// <list type="bullet"><item>1: first.</item></list>
/// </summary>
public static class VectorFormat
{
    public const int Version = 1;

    /// <summary>A cache line: a row that begins on one is loaded without a load that crosses two.</summary>
    internal const int Alignment = 64;

    /// <summary>Rows of one file: beyond it every count and offset that is kept per row would need more than 32 bits.</summary>
    internal const int RowsMax = 1 << 24;

    /// <summary>Places of one file; many texts stand in several.</summary>
    internal const int PlacesMax = 1 << 26;

    internal const int PlaceBytes = 24;

    internal const int BlobFixedBytes = 8;

    internal const int BlobLanguageOffset = 4;

    internal static ContainerFormat File { get; } = new("RVDXVEC\0"u8, "vector file", Version, Kinds(), Alignment);

    internal static SectionKind Kind(VectorSection section) => File.Sections[(int)section];

    private static SectionKind[] Kinds()
    {
        var kinds = new SectionKind[Enum.GetNames<VectorSection>().Length];
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = new SectionKind((uint)i + 1, ((VectorSection)i).ToString().ToLowerInvariant());
        }

        return kinds;
    }
}
