namespace Revdex.Segments;

/// <summary>A temporary file for what memory is too small for; gone when it is closed.</summary>
internal static class SpillFile
{
    public const int BufferBytes = 1 << 16;

    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"revdex-{Guid.NewGuid():N}.tmp");
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose);
    }
}
