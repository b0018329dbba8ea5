using Revdex.Facts;

namespace Revdex.Tests.Facts;

public sealed class RunTests
{
    [Fact]
    public void Definitions_round_trip_also_where_lines_go_back()
    {
        (int Symbol, SymbolKind Kind, int Line, SymbolFlags Flags)[] entries =
            [(0, SymbolKind.Class, 9, SymbolFlags.Exported), (3, SymbolKind.Struct, 4, SymbolFlags.None), (99_999, SymbolKind.TypeParameter, 2_000_000, SymbolFlags.Exported | SymbolFlags.Test)];
        var reader = new DefinitionRunReader(Run(groups =>
        {
            var run = new DefinitionRunWriter(groups);
            foreach (var (symbol, kind, line, flags) in entries)
            {
                run.Add(symbol, kind, line, flags | SymbolFlags.Static);
            }
        }));
        foreach (var entry in entries)
        {
            Assert.True(reader.MoveNext());
            Assert.Equal(entry, (reader.Symbol, reader.Kind, reader.Line, reader.Flags));
        }

        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void Occurrences_round_trip()
    {
        (OccurrenceRole Role, int Enclosing, bool Receiver, int Line, int Column)[] entries =
            [(OccurrenceRole.Call, -1, false, 1, 0), (OccurrenceRole.Text, 99_999, true, 1, 300), (OccurrenceRole.Write, 0, true, 70_000, 2_000_000), ((OccurrenceRole)15, -1, false, 70_001, 0)];
        var reader = new OccurrenceRunReader(Run(groups =>
        {
            var run = new OccurrenceRunWriter(groups);
            foreach (var (role, enclosing, receiver, line, column) in entries)
            {
                run.Add(role, enclosing, receiver, line, column);
            }
        }));
        foreach (var entry in entries)
        {
            Assert.True(reader.MoveNext());
            Assert.Equal(entry, (reader.Role, reader.Enclosing, reader.HasReceiver, reader.Line, reader.Column));
        }

        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void Imports_round_trip()
    {
        var reader = new ImportRunReader(Run(groups =>
        {
            var run = new ImportRunWriter(groups);
            run.Add(0, 3);
            run.Add(400, 5);
        }));
        Assert.True(reader.MoveNext());
        Assert.Equal((0, 3), (reader.Import, reader.Line));
        Assert.True(reader.MoveNext());
        Assert.Equal((400, 5), (reader.Import, reader.Line));
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void Implements_round_trip()
    {
        var reader = new ImplementsRunReader(Run(groups =>
        {
            var run = new ImplementsRunWriter(groups);
            run.Add(2, 10, 44);
            run.Add(5, 9, 1);
        }));
        Assert.True(reader.MoveNext());
        Assert.Equal((2, 10, 44), (reader.Symbol, reader.Line, reader.Column));
        Assert.True(reader.MoveNext());
        Assert.Equal((5, 9, 1), (reader.Symbol, reader.Line, reader.Column));
        Assert.False(reader.MoveNext());
    }

    [Theory]
    [InlineData("80")]
    [InlineData("00")]
    [InlineData("0001")]
    [InlineData("FFFFFFFF0F0001")]
    [InlineData("FFFFFFFFFF0001")]
    public void A_damaged_run_is_refused(string hex)
    {
        var run = Convert.FromHexString(hex);
        Assert.Throws<InvalidDataException>(() => new DefinitionRunReader(run).MoveNext());
        Assert.Throws<InvalidDataException>(() => new OccurrenceRunReader(run).MoveNext());
        Assert.Throws<InvalidDataException>(() => new ImplementsRunReader(run).MoveNext());
    }

    [Fact]
    public void An_enclosing_symbol_below_the_top_level_is_refused()
    {
        byte[] run = [(byte)(Varint.ZigZag(-1) << 5), 1, 1];
        Assert.Throws<InvalidDataException>(() => new OccurrenceRunReader(run).MoveNext());
    }

    private static byte[] Run(Action<GroupWriter> write)
    {
        var groups = new GroupWriter();
        groups.BeginGroup("name"u8);
        write(groups);
        groups.EndGroup();
        var reader = new GroupReader(groups.Written);
        Assert.True(reader.MoveNext());
        return reader.Run.ToArray();
    }
}
