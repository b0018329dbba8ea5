using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Revdex.Facts;

namespace Revdex.Embedding;

/// <summary>
/// The text of a chunk that is embedded: a line of the words in its symbol's name and in those around it (<c>Retry Policy Should Retry On</c>), for a later
/// window of something long its signature, then its lines without indentation, comment signs and lines of mere punctuation. So layout, and where in a
/// file it stands, do not make another text.
/// </summary>
internal static class ChunkText
{
    /// <summary>Names of containers; hostile facts nest deeper.</summary>
    private const int NamesMax = 8;

    private const int NamesMaxBytes = 300;

    private static readonly byte[] KeyPrefix = [.. "revdex chunk "u8, ChunkRules.Version];

    public static byte[] Of(ReadOnlySpan<byte> content, FactsMessage facts, int symbol, ChunkRange range)
    {
        var text = new ArrayBufferWriter<byte>(range.Length + NamesMaxBytes);
        if (symbol >= 0)
        {
            WriteNames(text, facts, symbol);
            if (range.IsContinued)
            {
                WriteLines(text, facts.ReadSymbol(symbol).Signature);
            }
        }

        WriteLines(text, content[range.Start..range.End]);
        return text.WrittenCount > 0 ? text.WrittenSpan.ToArray() : content[range.Start..range.End].ToArray();
    }

    public static UInt128 Key(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        using var hasher = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hasher.AppendData(KeyPrefix);
        hasher.AppendData(text);
        hasher.GetHashAndReset(hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private static void WriteNames(ArrayBufferWriter<byte> text, FactsMessage facts, int symbol)
    {
        Span<int> chain = stackalloc int[NamesMax];
        var count = 0;
        for (var at = symbol; at >= 0 && count < NamesMax; at = facts.ReadSymbol(at).Container)
        {
            chain[count++] = at;
        }

        for (var i = count - 1; i >= 0; i--)
        {
            var row = facts.ReadSymbol(chain[i]);
            WriteWords(text, row.Qualifier);
            WriteWords(text, row.Name);
        }

        if (text.WrittenCount > 0)
        {
            text.Write("\n"u8);
        }
    }

    private static void WriteWords(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name)
    {
        for (var pieces = new WordPieces(name); pieces.MoveNext() && text.WrittenCount + pieces.Current.Length < NamesMaxBytes;)
        {
            if (text.WrittenCount > 0)
            {
                text.Write(" "u8);
            }

            text.Write(pieces.Current);
        }
    }

    private static void WriteLines(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> lines)
    {
        foreach (var range in lines.Split((byte)'\n'))
        {
            var line = lines[range];
            if (ChunkRules.HasWord(line))
            {
                WriteLine(text, line.Trim(" \t\r\f\v"u8).TrimStart("/*"u8).TrimStart(" \t"u8));
                text.Write("\n"u8);
            }
        }
    }

    /// <summary>Blanks in a row as one.</summary>
    private static void WriteLine(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> line)
    {
        while (line.IndexOfAny(" \t\f\v"u8) is var blank and >= 0)
        {
            text.Write(line[..blank]);
            text.Write(" "u8);
            line = line[blank..].TrimStart(" \t\f\v"u8);
        }

        text.Write(line);
    }
}
