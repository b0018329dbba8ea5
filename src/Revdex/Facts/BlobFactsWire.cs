using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Revdex.Git;

namespace Revdex.Facts;

/// <summary>
/// <see cref="BlobFacts"/> as bytes, for the worker's pipe; never stored. Little endian: byte oid length, oid, byte skip, byte flags
/// (1: parse errors), i64 size, i32 symbols, i32 occurrences, then u32 length and bytes of the language id, the message and the
/// tables' groups.
/// </summary>
public static class BlobFactsWire
{
    private const int CountsBytes = 1 + 1 + sizeof(long) + sizeof(int) + sizeof(int);
    private const int TableCount = 5;
    private const byte HasParseErrorsFlag = 1;

    /// <summary>What <see cref="Write"/> will write.</summary>
    public static int LengthOf(BlobFacts facts)
    {
        var length = 1L + facts.Oid.Length + CountsBytes + sizeof(uint) + Encoding.UTF8.GetByteCount(facts.LanguageId) + sizeof(uint) + facts.Message.Length;
        foreach (var groups in facts.Groups)
        {
            length += sizeof(uint) + groups.Length;
        }

        return checked((int)length);
    }

    public static void Write(IBufferWriter<byte> output, BlobFacts facts)
    {
        output.Write([(byte)facts.Oid.Length]);
        output.Write(facts.Oid.Span);
        WriteCounts(output.GetSpan(CountsBytes), facts);
        output.Advance(CountsBytes);
        WriteBytes(output, Encoding.UTF8.GetBytes(facts.LanguageId));
        WriteBytes(output, facts.Message.Span);
        foreach (var groups in facts.Groups)
        {
            WriteBytes(output, groups.Span);
        }
    }

    /// <summary>Reads a copy: the result does not hold on to <paramref name="frame"/>.</summary>
    /// <exception cref="InvalidDataException">As <see cref="ReadInPlace"/>.</exception>
    public static BlobFacts Read(ReadOnlySpan<byte> frame) => ReadInPlace(frame.ToArray());

    /// <summary>Reads without copying: the result refers to <paramref name="frame"/>, which must not change any more.</summary>
    /// <exception cref="InvalidDataException">A length or a value is wrong, bytes are left over, or groups are not in order.</exception>
    public static BlobFacts ReadInPlace(ReadOnlyMemory<byte> frame)
    {
        var reader = new WireReader(frame);
        var oid = reader.ReadOid();
        var counts = reader.Take(CountsBytes).Span;
        var language = reader.ReadText();
        var facts = new BlobFacts
        {
            Oid = oid,
            LanguageId = language,
            Skip = counts[0] <= (byte)SkipReason.Unreadable ? (SkipReason)counts[0] : throw reader.Error($"skip reason {counts[0]}"),
            HasParseErrors = (counts[1] & HasParseErrorsFlag) != 0,
            SizeBytes = reader.NotNegative(BinaryPrimitives.ReadInt64LittleEndian(counts[2..])),
            SymbolCount = (int)reader.NotNegative(BinaryPrimitives.ReadInt32LittleEndian(counts[10..])),
            OccurrenceCount = (int)reader.NotNegative(BinaryPrimitives.ReadInt32LittleEndian(counts[14..])),
            Message = reader.TakeCounted(),
            Groups = [.. Enumerable.Range(0, TableCount).Select(_ => reader.TakeCounted())],
        };
        reader.RequireEnd();
        RequireOrder(facts);
        return facts;
    }

    private static void WriteCounts(Span<byte> to, BlobFacts facts)
    {
        to[0] = (byte)facts.Skip;
        to[1] = facts.HasParseErrors ? HasParseErrorsFlag : (byte)0;
        BinaryPrimitives.WriteInt64LittleEndian(to[2..], facts.SizeBytes);
        BinaryPrimitives.WriteInt32LittleEndian(to[10..], facts.SymbolCount);
        BinaryPrimitives.WriteInt32LittleEndian(to[14..], facts.OccurrenceCount);
    }

    private static void WriteBytes(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(sizeof(uint)), (uint)bytes.Length);
        output.Advance(sizeof(uint));
        output.Write(bytes);
    }

    /// <summary>A segment could not be made of groups out of order; better the blob fails here than the segment there.</summary>
    private static void RequireOrder(BlobFacts facts)
    {
        for (var table = 0; table < TableCount; table++)
        {
            var groups = new GroupReader(facts.Groups[table].Span, new ByteSource($"facts of {facts.Oid}", $"groups {table}"));
            while (groups.MoveNext())
            {
            }
        }
    }

    private sealed class WireReader(ReadOnlyMemory<byte> frame)
    {
        private static readonly ByteSource Source = new("blob facts", "frame");

        private int _position;

        public InvalidDataException Error(string what) => Source.Error(_position, what);

        public long NotNegative(long value) => value >= 0 ? value : throw Error($"number {value}");

        public ReadOnlyMemory<byte> Take(long length)
        {
            if (length > frame.Length - _position)
            {
                throw Error($"length {length} with {frame.Length - _position} bytes left");
            }

            _position += (int)length;
            return frame.Slice(_position - (int)length, (int)length);
        }

        public ReadOnlyMemory<byte> TakeCounted() => Take(BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)).Span));

        public Oid ReadOid() => Take(1).Span[0] is 20 or 32 ? new Oid(Take(frame.Span[0]).Span) : throw Error("the object id has neither 20 nor 32 bytes");

        public string ReadText() => Encoding.UTF8.GetString(TakeCounted().Span);

        public void RequireEnd()
        {
            if (_position != frame.Length)
            {
                throw Error($"{frame.Length - _position} bytes left over");
            }
        }
    }
}
