using System.Buffers;
using System.Text;
using Revdex.Facts;

namespace Revdex.Tests.Facts;

public sealed class MessagePackTests
{
    private static readonly ByteSource Source = new("test", "message");

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7F")]
    [InlineData(128, "CC80")]
    [InlineData(255, "CCFF")]
    [InlineData(256, "CD0100")]
    [InlineData(65_536, "CE00010000")]
    [InlineData(int.MaxValue, "CE7FFFFFFF")]
    [InlineData(-1, "FF")]
    [InlineData(-32, "E0")]
    [InlineData(-33, "D0DF")]
    [InlineData(-128, "D080")]
    [InlineData(-129, "D1FF7F")]
    [InlineData(-32_769, "D2FFFF7FFF")]
    [InlineData(int.MinValue, "D280000000")]
    public void Integers_take_the_shortest_form(int value, string hex)
    {
        var bytes = Written((ref MessagePackWriter w) => w.WriteInt32(value));
        Assert.Equal(hex, Convert.ToHexString(bytes));
        Assert.Equal(value, Reader(bytes).ReadInt32(int.MinValue, int.MaxValue));
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(uint.MaxValue + 1ul)]
    [InlineData(ulong.MaxValue)]
    public void Unsigned_integers_round_trip(ulong value) =>
        Assert.Equal(value, Reader(Written((ref MessagePackWriter w) => w.WriteUInt64(value))).ReadUInt64());

    [Theory]
    [InlineData(0, 1)]
    [InlineData(31, 1)]
    [InlineData(32, 2)]
    [InlineData(255, 2)]
    [InlineData(256, 3)]
    [InlineData(65_535, 3)]
    [InlineData(65_536, 5)]
    public void Strings_round_trip(int length, int headerLength)
    {
        var text = Encoding.ASCII.GetBytes(new string('x', length));
        var bytes = Written((ref MessagePackWriter w) => w.WriteString(text));
        Assert.Equal(headerLength + length, bytes.Length);
        Assert.Equal(text, Reader(bytes).ReadString());
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(256, 3)]
    [InlineData(65_536, 5)]
    public void Binary_round_trips(int length, int headerLength)
    {
        var bytes = Written((ref MessagePackWriter w) => w.WriteBinary(new byte[length]));
        Assert.Equal(headerLength + length, bytes.Length);
        Assert.Equal(length, Reader(bytes).ReadBinary().Length);
    }

    [Theory]
    [InlineData(15, 1)]
    [InlineData(16, 3)]
    [InlineData(65_536, 5)]
    public void Arrays_round_trip(int count, int headerLength)
    {
        var bytes = Written((ref MessagePackWriter w) =>
        {
            w.WriteArrayHeader(count);
            for (var i = 0; i < count; i++)
            {
                w.WriteNil();
            }
        });
        Assert.Equal(headerLength + count, bytes.Length);
        Assert.Equal(count, Reader(bytes).ReadArrayHeader());
    }

    [Fact]
    public void Invalid_bytes_of_text_become_replacement_characters() =>
        Assert.Equal("a\uFFFDb"u8, Reader(Written((ref MessagePackWriter w) => w.WriteString([(byte)'a', 0xFF, (byte)'b']))).ReadString());

    [Theory]
    [InlineData("CB4045000000000000", 42)]
    [InlineData("CA42280000", 42)]
    [InlineData("D3000000000000002A", 42)]
    [InlineData("CF000000000000002A", 42)]
    public void Wide_and_floating_forms_of_an_integer_are_read(string hex, int value) =>
        Assert.Equal(value, Reader(Convert.FromHexString(hex)).ReadInt32(0, 100));

    [Theory]
    [InlineData("CB4045800000000000")]
    [InlineData("CB7FF8000000000000")]
    [InlineData("D20000002B")]
    [InlineData("FF")]
    [InlineData("C0")]
    [InlineData("CD01")]
    [InlineData("")]
    public void What_is_no_integer_in_range_is_refused(string hex) =>
        Assert.Throws<InvalidDataException>(() => Reader(Convert.FromHexString(hex)).ReadInt32(0, 42));

    [Theory]
    [InlineData("DDFFFFFFFF")]
    [InlineData("DFFFFFFFFF")]
    [InlineData("DBFFFFFFFF")]
    [InlineData("C6FFFFFFFF")]
    [InlineData("C9FFFFFFFF")]
    [InlineData("93C0C0")]
    [InlineData("C1")]
    [InlineData("D80000")]
    public void A_length_over_the_bytes_left_is_refused(string hex) =>
        Assert.Throws<InvalidDataException>(() => Reader(Convert.FromHexString(hex)).Skip());

    [Fact]
    public void Skips_every_type_and_any_depth()
    {
        var every = Convert.FromHexString("C0C2C3C40161C5000161C600000001" + "61C7010161C800010161C90000000101" + "61CA00000000CB0000000000000000CC00CD0000CE00000000CF0000000000000000" +
            "D000D10000D200000000D30000000000000000D40000D5000000D60000000000D7000000000000000000D80000000000000000000000000000000000" + "D90161DA000161DB0000000161DC0001C0DD00000001C0DE0001C0C0DF00000001C0C0" + "81C0C091C0A1617FE0");
        var reader = Reader(every);
        while (reader.Position < every.Length)
        {
            reader.Skip();
        }

        var deep = new byte[1_000_000];
        deep.AsSpan().Fill(0x91);
        deep[^1] = 0xC0;
        var deepReader = Reader(deep);
        deepReader.Skip();
        Assert.Equal(deep.Length, deepReader.Position);
    }

    [Fact]
    public void An_error_names_object_section_and_offset()
    {
        var error = Assert.Throws<InvalidDataException>(() => new MessagePackReader([0xC0, 0xC1], Source, 100, 1).ReadArrayHeader());
        Assert.StartsWith("test, message, offset 102: ", error.Message, StringComparison.Ordinal);
    }

    private delegate void Writing(ref MessagePackWriter writer);

    private static MessagePackReader Reader(byte[] bytes) => new(bytes, Source, 0);

    private static byte[] Written(Writing writing)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writing(ref writer);
        writer.Flush();
        Assert.Equal(output.WrittenCount, writer.WrittenBytes);
        return output.WrittenSpan.ToArray();
    }
}
