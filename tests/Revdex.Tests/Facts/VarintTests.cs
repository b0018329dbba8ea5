using Revdex.Facts;

namespace Revdex.Tests.Facts;

public sealed class VarintTests
{
    [Theory]
    [InlineData(0u, 1)]
    [InlineData(127u, 1)]
    [InlineData(128u, 2)]
    [InlineData(16_383u, 2)]
    [InlineData(16_384u, 3)]
    [InlineData(2_097_151u, 3)]
    [InlineData(2_097_152u, 4)]
    [InlineData(268_435_455u, 4)]
    [InlineData(268_435_456u, 5)]
    [InlineData(uint.MaxValue, 5)]
    public void Round_trips_in_the_shortest_form(uint value, int length)
    {
        Span<byte> bytes = stackalloc byte[Varint.LengthMax];
        Assert.Equal(length, Varint.Write(bytes, value));
        Assert.Equal(length, Varint.LengthOf(value));
        var position = 0;
        Assert.True(Varint.TryRead(bytes[..length], ref position, out var read));
        Assert.Equal((value, length), (read, position));
        position = 0;
        Assert.False(Varint.TryRead(bytes[..(length - 1)], ref position, out _));
    }

    [Fact]
    public void Refuses_more_than_32_bits()
    {
        var position = 0;
        Assert.False(Varint.TryRead([0xFF, 0xFF, 0xFF, 0xFF, 0x1F], ref position, out _));
        position = 0;
        Assert.False(Varint.TryRead([0x80, 0x80, 0x80, 0x80, 0x80, 0x00], ref position, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Zigzag_round_trips(int value) => Assert.Equal(value, Varint.UnZigZag(Varint.ZigZag(value)));
}
