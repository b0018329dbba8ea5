namespace Revdex.Facts;

/// <summary>
/// What some bytes are part of, so that an error about them can name the object, the section and the offset. One per section,
/// shared by all readers over it and by all threads.
/// </summary>
public sealed class ByteSource(string objectName, string section)
{
    public string ObjectName { get; } = objectName;

    public string Section { get; } = section;

    /// <summary>The error for bad bytes at an offset counted from the section's start.</summary>
    public InvalidDataException Error(long offset, string what) =>
        new($"{ObjectName}, {Section}, offset {offset}: {what}");
}
