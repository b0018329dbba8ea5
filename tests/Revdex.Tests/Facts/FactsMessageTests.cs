using System.Buffers;
using System.Globalization;
using System.Text;
using Revdex.Facts;

namespace Revdex.Tests.Facts;

public sealed class FactsMessageTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 20)]
    [InlineData(300, 3)]
    [InlineData(70_000, 70_000)]
    public void Round_trips_by_index_and_in_order(int symbolCount, int importCount)
    {
        var message = new FactsMessage(Message(symbolCount, importCount));
        Assert.Equal((symbolCount, importCount), (message.SymbolCount, message.ImportCount));
        var seen = 0;
        foreach (var symbol in message.Symbols)
        {
            AssertSymbol(seen++, symbol);
        }

        Assert.Equal(symbolCount, seen);
        for (var i = 0; i < symbolCount; i += 1 + symbolCount / 50)
        {
            AssertSymbol(i, message.ReadSymbol(i));
        }

        seen = 0;
        foreach (var import in message.Imports)
        {
            AssertImport(seen++, import);
        }

        Assert.Equal(importCount, seen);
        for (var i = 0; i < importCount; i += 1 + importCount / 50)
        {
            AssertImport(i, message.ReadImport(i));
        }
    }

    [Fact]
    public void A_skipped_blobs_empty_message_has_nothing()
    {
        var message = new FactsMessage(default);
        Assert.Equal((0, 0), (message.SymbolCount, message.ImportCount));
        foreach (var symbol in message.Symbols)
        {
            Assert.Fail(Encoding.UTF8.GetString(symbol.Name));
        }

        Assert.Throws<InvalidDataException>(() => new FactsMessage(default).ReadSymbol(0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void An_index_it_does_not_have_is_bad_data(int index)
    {
        var bytes = Message(3, 3);
        Assert.Throws<InvalidDataException>(() => new FactsMessage(bytes).ReadSymbol(index));
        Assert.Throws<InvalidDataException>(() => new FactsMessage(bytes).ReadImport(index));
    }

    [Fact]
    public void The_writer_holds_to_what_was_announced()
    {
        Assert.Throws<InvalidOperationException>(() => new FactsMessageWriter(new ArrayBufferWriter<byte>(), 1, 0).Complete());
        Assert.Throws<InvalidOperationException>(() => new FactsMessageWriter(new ArrayBufferWriter<byte>(), 0, 0).WriteSymbol(default));
        Assert.Throws<InvalidOperationException>(() => new FactsMessageWriter(new ArrayBufferWriter<byte>(), 1, 1).WriteImport(default));
        Assert.Throws<ArgumentException>(() => new FactsMessageWriter(new ArrayBufferWriter<byte>(), 1, 1).WriteSymbol(new SymbolRow { Container = 0 }));
    }

    [Fact]
    public void Writing_and_reading_allocate_nothing()
    {
        var output = new ArrayBufferWriter<byte>(1 << 20);
        Write(output, 100, 10);
        Read(output.WrittenSpan);
        output.ResetWrittenCount();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(output, 100, 10);
        Read(output.WrittenSpan);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static long Read(ReadOnlySpan<byte> bytes)
    {
        var message = new FactsMessage(bytes);
        long sum = 0;
        foreach (var symbol in message.Symbols)
        {
            sum += symbol.StartByte + symbol.Name.Length;
        }

        return sum + message.ReadSymbol(7).EndByte + message.ReadImport(3).Line;
    }

    private static byte[] Message(int symbolCount, int importCount)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output, symbolCount, importCount);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> output, int symbolCount, int importCount)
    {
        var writer = new FactsMessageWriter(output, symbolCount, importCount);
        Span<byte> number = stackalloc byte[10];
        for (var i = 0; i < symbolCount; i++)
        {
            i.TryFormat(number, out var length, default, CultureInfo.InvariantCulture);
            writer.WriteSymbol(Symbol(i, number[..length]));
        }

        for (var i = 0; i < importCount; i++)
        {
            i.TryFormat(number, out var length, default, CultureInfo.InvariantCulture);
            writer.WriteImport(Import(i, number[..length]));
        }

        writer.Complete();
    }

    private static SymbolRow Symbol(int i, ReadOnlySpan<byte> number) => new()
    {
        Name = number,
        Kind = (SymbolKind)(i % 28),
        Container = i / 2 - (i < 2 ? 1 : 0),
        StartLine = i,
        EndLine = i + 300,
        NameLine = i + 1,
        NameColumn = i % 200,
        StartByte = i * 1000,
        EndByte = i * 1000 + 70_000,
        Signature = number,
        Doc = i % 3 == 0 ? number : default,
        Flags = (SymbolFlags)(i % 64),
        BodyHash = (ulong)i * 0x9E37_79B9_7F4A_7C15,
        Qualifier = i % 7 == 0 ? number : default,
    };

    private static ImportRow Import(int i, ReadOnlySpan<byte> number) =>
        new() { Module = number, Name = i % 2 == 0 ? number : default, Alias = i % 5 == 0 ? number : default, Line = i };

    private static void AssertSymbol(int i, SymbolRow actual)
    {
        var expected = Symbol(i, Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Signature, actual.Signature);
        Assert.Equal(expected.Doc, actual.Doc);
        Assert.Equal(expected.Qualifier, actual.Qualifier);
        Assert.Equal((expected.Kind, expected.Container, expected.Flags, expected.BodyHash), (actual.Kind, actual.Container, actual.Flags, actual.BodyHash));
        Assert.Equal((expected.StartLine, expected.EndLine, expected.NameLine), (actual.StartLine, actual.EndLine, actual.NameLine));
        Assert.Equal((expected.NameColumn, expected.StartByte, expected.EndByte), (actual.NameColumn, actual.StartByte, actual.EndByte));
    }

    private static void AssertImport(int i, ImportRow actual)
    {
        var expected = Import(i, Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(expected.Module, actual.Module);
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Alias, actual.Alias);
        Assert.Equal(expected.Line, actual.Line);
    }
}
