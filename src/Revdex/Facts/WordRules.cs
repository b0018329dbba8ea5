using System.Runtime.CompilerServices;

namespace Revdex.Facts;

/// <summary>
/// What a word of a file's text is, for those who write the words table and those who ask it: a longest run of ASCII letters, digits, '_' and
/// bytes from 0x80 on. Where such a run is no valid UTF-8 or longer than <see cref="WordMaxBytes"/>, only its ASCII runs count.
/// </summary>
public static class WordRules
{
    /// <summary>Single letters are in every file.</summary>
    public const int WordMinBytes = 2;

    /// <summary>A longer run is kept as pieces of this length, each beginning <see cref="PieceStepBytes"/> after the one before.</summary>
    public const int WordMaxBytes = 64;

    public const int PieceStepBytes = 32;

    /// <summary>Every part of a word up to this length is within one of the word's pieces.</summary>
    public const int PartMaxBytes = WordMaxBytes - PieceStepBytes;

    /// <summary>Distinct words of one file. A file with more is data; it has <see cref="Overflow"/> among its words.</summary>
    public const int WordsMax = 20_000;

    /// <summary>The key that says: not all words are here. It is no word.</summary>
    public static ReadOnlySpan<byte> Overflow => "*"u8;

    /// <summary>A bit for each ASCII byte that is part of a word.</summary>
    private const ulong LowWordBytes = 0x03FF_0000_0000_0000;

    private const ulong HighWordBytes = 0x07FF_FFFE_87FF_FFFE;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWordByte(byte value) => value >= 0x80 || IsAsciiWordByte(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAsciiWordByte(byte value) => value < 0x80 && ((value < 64 ? LowWordBytes : HighWordBytes) >> (value & 63) & 1) != 0;
}
