using Revdex.Facts;

namespace Revdex.Tables;

/// <summary>One entry of a posting list, for one of its blob's files: 20 bytes, for the most used name has hundreds of thousands.</summary>
internal readonly struct PostingHit(int blob, int file, int index, int line, uint use = 0)
{
    private const int RoleBits = 4;
    private const uint RoleMask = (1 << RoleBits) - 1;
    private const uint ReceiverBit = 1 << RoleBits;

    public int Blob => blob;

    public int File => file;

    /// <summary>In the facts message: the symbol, the import, or of an occurrence the symbol around it (-1: none).</summary>
    public int Index => index;

    /// <summary>From 1.</summary>
    public int Line => line;

    /// <summary>Of an occurrence, in bytes from 0.</summary>
    public int Column => (int)(use >> (RoleBits + 1));

    public OccurrenceRole Role => (OccurrenceRole)(use & RoleMask);

    public bool HasReceiver => (use & ReceiverBit) != 0;

    /// <summary>An occurrence's part of a hit; a column fits, for a blob has at most 2 MiB.</summary>
    public static uint Use(OccurrenceRole role, bool hasReceiver, int column) =>
        ((uint)column << (RoleBits + 1)) | (hasReceiver ? ReceiverBit : 0) | (uint)role;
}
