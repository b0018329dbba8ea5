namespace Revdex.Segments;

/// <summary>Where a section is in its file, and its hash.</summary>
internal readonly record struct SectionEntry(long Offset, long Length, byte[] Sha256);
