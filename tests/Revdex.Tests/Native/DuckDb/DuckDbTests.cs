using System.Text;
using Revdex.Native.DuckDb;

namespace Revdex.Tests.Native.DuckDb;

public sealed class DuckDbTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new Dictionary<string, string> { ["threads"] = "1" });
    private readonly DuckDbConnection _connection;

    public DuckDbTests() => _connection = _database.Connect();

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Reads_values_across_many_chunks()
    {
        using var result = _connection.Query("SELECT i::INTEGER, CASE WHEN i % 3 = 0 THEN NULL ELSE repeat('é', (i % 30)::INTEGER) END FROM range(10000) t(i)");
        var n = 0;
        while (result.TryFetch(out var chunk))
        {
            using (chunk)
            {
                for (var row = 0; row < chunk.RowCount; row++, n++)
                {
                    Assert.Equal(n, chunk.Column(0).Value<int>(row));
                    Assert.Equal(n % 3 == 0, chunk.Column(1).IsNull(row));
                    Assert.Equal(n % 3 == 0 ? "" : new string('é', n % 30), n % 3 == 0 ? "" : Encoding.UTF8.GetString(chunk.Column(1).Bytes(row)));
                }
            }
        }

        Assert.Equal(10_000, n);
    }

    [Fact]
    public void Scans_a_table_of_ours_asking_only_for_the_columns_needed()
    {
        var table = new NumberTable(100_000);
        _connection.Register(table);
        Assert.Equal("4999950000", Text("SELECT sum(n)::VARCHAR FROM numbers()"));
        Assert.Equal("100000", Text("SELECT count(*)::VARCHAR FROM numbers()"));
        Assert.Equal(NumberTable.TextOf(99_999), Text("SELECT text FROM numbers() WHERE n = 99999"));
        Assert.Equal("14286", Text("SELECT count(*)::VARCHAR FROM numbers() WHERE text IS NULL"));
        Assert.Equal("18446744073709551610", Text("SELECT big::VARCHAR FROM numbers() WHERE n = 5"));
        Assert.Equal([0], table.Scans[0]);
        Assert.True(table.Scans[1].Length <= 1);
        Assert.Equal([0, 1], table.Scans[2].Order());
    }

    [Fact]
    public void Gives_rows_in_the_order_of_the_scan()
    {
        _connection.Register(new NumberTable(10_000));
        Assert.Equal("true", Text("SELECT bool_and(n = i)::VARCHAR FROM (SELECT n, row_number() OVER () - 1 i FROM numbers())"));
    }

    [Fact]
    public void An_exception_in_a_scan_fails_the_statement_with_its_message()
    {
        _connection.Register(new NumberTable(10_000, failAt: 5_000));
        var error = Assert.Throws<RevdexException>(() => Text("SELECT max(n)::VARCHAR FROM numbers()"));
        Assert.Contains("bad at 5000", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", Text("SELECT '1'"));
    }

    [Theory]
    [InlineData("SELECT nope FROM range(1)", "Binder Error")]
    [InlineData("SELEC 1", "Parser Error")]
    [InlineData("SELECT 1; SELECT 2", "multiple statements")]
    [InlineData("SELECT CASE WHEN i > 5000 THEN error('here') ELSE '' END FROM range(10000) t(i)", "here")]
    [InlineData("FROM no_such_table", "no_such_table")]
    public void Errors_are_one_line(string sql, string expected)
    {
        var error = Assert.Throws<RevdexException>(() => Text(sql));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void A_setting_that_does_not_exist_is_named()
    {
        var error = Assert.Throws<RevdexException>(() => DuckDbDatabase.Open(new Dictionary<string, string> { ["threads"] = "many" }));
        Assert.Contains("many", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Binds_text_with_anything_in_it()
    {
        using var statement = _connection.Prepare("SELECT $1::VARCHAR || 'z'");
        statement.Bind(1, "it's \0 ü"u8);
        Assert.Equal(DuckDbStatementType.Select, statement.Type);
        using var result = statement.Execute();
        Assert.True(result.TryFetch(out var chunk));
        using (chunk)
        {
            Assert.Equal("it's \0 üz", Encoding.UTF8.GetString(chunk.Column(0).Bytes(0)));
        }
    }

    [Fact]
    public async Task An_interrupt_ends_a_running_statement()
    {
        using var statement = _connection.Prepare("SELECT count(*)::VARCHAR FROM range(1000000000) a, range(1000000000) b");
        var running = Task.Run(() =>
        {
            using var result = statement.Execute();
            result.TryFetch(out var chunk);
            chunk.Dispose();
        });

        // An interrupt before the start is forgotten, so it is repeated, as the worker's watch does.
        while (!running.IsCompleted)
        {
            _connection.Interrupt();
            await Task.WhenAny(running, Task.Delay(10));
        }

        var error = await Assert.ThrowsAsync<RevdexException>(() => running);
        Assert.Contains("nterrupt", error.Message, StringComparison.Ordinal);
    }

    private string Text(string sql)
    {
        using var statement = _connection.Prepare(sql);
        using var result = statement.Execute();
        var last = "";
        while (result.TryFetch(out var chunk))
        {
            using (chunk)
            {
                last = Encoding.UTF8.GetString(chunk.Column(0).Bytes(chunk.RowCount - 1));
            }
        }

        return last;
    }
}
