namespace Revdex.Git;

/// <summary>The modes of tree and index entries.</summary>
public static class GitMode
{
    /// <summary>100644.</summary>
    public const int Regular = 0x81A4;

    /// <summary>100755.</summary>
    public const int Executable = 0x81ED;

    /// <summary>120000; the blob is the target's text.</summary>
    public const int Symlink = 0xA000;

    /// <summary>160000; the oid is a commit of another repository.</summary>
    public const int Submodule = 0xE000;

    /// <summary>A regular file, executable or not (also the 100664 of very old trees).</summary>
    public static bool IsFile(int mode) => (mode & 0xF000) == 0x8000;

    /// <summary>Octal digits as git writes them; -1 where they are something else.</summary>
    internal static int Parse(ReadOnlySpan<byte> octal)
    {
        var mode = 0;
        foreach (var digit in octal)
        {
            if (digit is < (byte)'0' or > (byte)'7' || mode > 0xFFFF)
            {
                return -1;
            }

            mode = (mode << 3) | (digit - '0');
        }

        return octal.IsEmpty || mode > 0xFFFF ? -1 : mode;
    }
}
