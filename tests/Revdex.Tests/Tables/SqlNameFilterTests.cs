using Revdex.Native.DuckDb;
using Revdex.Segments;
using Revdex.Tables;

namespace Revdex.Tests.Tables;

/// <summary>Reading less must not change an answer.</summary>
public sealed class SqlNameFilterTests : IDisposable
{
    private readonly TableSamples _samples = new();
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(DuckDbSettings.Closed);
    private readonly DuckDbConnection _connection;

    public SqlNameFilterTests() => _connection = _database.Connect();

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
        _samples.Dispose();
    }

    [Theory]
    [InlineData("SELECT * FROM symbols WHERE name = 'Parse'", "Parse")]
    [InlineData("SELECT * FROM Symbols s WHERE 'Parse' = S.Name AND line > 0", "Parse")]
    [InlineData("SELECT * FROM symbols WHERE line > 1 AND (kind = 'method' AND name IN ('Parse', 'Use', 'nowhere'))", "Parse Use")]
    [InlineData("SELECT * FROM symbols WHERE name LIKE 'Parser%'", "Parser ParserUserWithALongName")]
    [InlineData("SELECT * FROM symbols WHERE name LIKE 'Pars_r'", "Parse Parser ParserUserWithALongName")]
    [InlineData("SELECT * FROM symbols WHERE name LIKE 'Parser'", "Parser")]
    [InlineData("SELECT * FROM symbols WHERE starts_with(name, 'Us')", "Use")]
    [InlineData("SELECT * FROM symbols WHERE name = 'größe'", "")]
    [InlineData("SELECT * FROM files f JOIN symbols s USING (path) WHERE s.name = 'Parse'", "Parse")]
    [InlineData("SELECT f.path, s.name FROM files f LEFT JOIN symbols s USING (path) WHERE s.name = 'Parse'", "Parse")]
    [InlineData("SELECT f.path, s.name FROM symbols s RIGHT JOIN files f USING (path) WHERE s.name = 'Parse'", "Parse")]
    [InlineData("SELECT path FROM files f WHERE EXISTS (SELECT 1 FROM symbols s WHERE s.path = f.path AND s.name = 'Parse')", "Parse")]
    [InlineData("SELECT upper(name) AS name FROM symbols WHERE name = 'Parse'", "Parse")]
    [InlineData("WITH a AS (SELECT * FROM symbols WHERE name = 'Parse') SELECT * FROM a, a b", "Parse")]
    public void Reads_only_the_names_that_can_matter(string sql, string names)
    {
        var filter = FilterOf(sql);
        Assert.NotNull(filter);
        Assert.Equal(names, NamesIn(filter));
        AssertSameAnswer(sql);
    }

    [Theory]
    [InlineData("SELECT * FROM symbols")]
    [InlineData("SELECT * FROM symbols WHERE name = 'Parse' OR kind = 'class'")]
    [InlineData("SELECT * FROM symbols WHERE NOT name = 'Parse'")]
    [InlineData("SELECT * FROM symbols WHERE name NOT IN ('Parse')")]
    [InlineData("SELECT * FROM symbols WHERE name <> 'Parse'")]
    [InlineData("SELECT * FROM symbols WHERE name ILIKE 'parse'")]
    [InlineData("SELECT * FROM symbols WHERE name LIKE '%arse'")]
    [InlineData("SELECT * FROM symbols WHERE name NOT LIKE 'Parse%'")]
    [InlineData("SELECT * FROM symbols WHERE name = 'Parse' COLLATE NOCASE")]
    [InlineData("SELECT * FROM symbols WHERE name = kind")]
    [InlineData("SELECT * FROM symbols WHERE name = NULL")]
    [InlineData("SELECT * FROM symbols WHERE kind = 'class'")]
    [InlineData("SELECT * FROM symbols WHERE coalesce(name, 'Parse') = 'Parse'")]
    [InlineData("SELECT * FROM symbols s(kind, name) WHERE name = 'method'")]
    [InlineData("SELECT count(*) FROM symbols TABLESAMPLE reservoir(5 ROWS) REPEATABLE (1) WHERE name = 'Parse'")]
    [InlineData("SELECT count(*) FROM symbols WHERE name = 'Parse' USING SAMPLE reservoir(5 ROWS) REPEATABLE (1)")]
    [InlineData("SELECT count(*) FROM symbols s POSITIONAL JOIN tree t WHERE s.name = 'Parse'")]
    [InlineData("SELECT t.path FROM tree t SEMI JOIN symbols s ON t.path = s.path")]
    [InlineData("SELECT a.name FROM symbols a JOIN symbols b USING (path) WHERE a.name = 'Parse' AND b.name = 'Count'")]
    [InlineData("WITH symbols AS (SELECT 'a' AS name UNION ALL SELECT name FROM symbols) SELECT * FROM symbols WHERE name = 'a'")]
    [InlineData("SELECT kind, (SELECT count(*) FROM occurrences WHERE name = 'Parse') FROM symbols WHERE kind = 'class'")]
    public void Reads_all_names_where_that_is_not_sure(string sql)
    {
        Assert.Null(FilterOf(sql));
        if (!sql.Contains("SAMPLE", StringComparison.Ordinal) && !sql.Contains("WITH", StringComparison.Ordinal))
        {
            AssertSameAnswer(sql);
        }
    }

    private NameFilter? FilterOf(string sql) => SqlNameFilters.Of(SqlSyntaxTree.Of(_connection, sql), "symbols", "name");

    private string NamesIn(NameFilter filter)
    {
        var table = _samples.Base.Table(TableKind.Definitions);
        return string.Join(' ', NameFilter.RangesIn(table, filter).SelectMany(r => Enumerable.Range(r.Start, r.End - r.Start)).Select(k => System.Text.Encoding.UTF8.GetString(table.Key(k))));
    }

    /// <summary>Against the same statement made unfilterable, by naming the table a second time.</summary>
    private void AssertSameAnswer(string sql)
    {
        var twin = sql.StartsWith("WITH ", StringComparison.Ordinal)
            ? sql.Replace("WITH ", "WITH twin AS (FROM symbols), ", StringComparison.Ordinal)
            : "WITH twin AS (FROM symbols) " + sql;
        Assert.Equal(SqlWorkerTests.Rows(_samples, twin), SqlWorkerTests.Rows(_samples, sql));
    }
}
