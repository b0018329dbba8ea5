namespace Revdex.Segments;

/// <summary>A section's number in the file and its name in errors and in FORMAT.md.</summary>
internal readonly record struct SectionKind(uint Id, string Name);
