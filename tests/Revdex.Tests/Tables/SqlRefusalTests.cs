using System.Text;
using Revdex.Native.DuckDb;
using Revdex.Tables;

namespace Revdex.Tests.Tables;

/// <summary>What SQL from outside may not do. Each statement is refused by its syntax tree, before DuckDB sees it as a statement.</summary>
public sealed class SqlRefusalTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(DuckDbSettings.Closed);
    private readonly DuckDbConnection _connection;

    public SqlRefusalTests() => _connection = _database.Connect();

    public static TheoryData<string> Refused =>
    [
        // Writing.
        "COPY symbols TO '/tmp/x.csv'", "COPY (SELECT 1) TO '/tmp/x.parquet' (FORMAT parquet)", "EXPORT DATABASE '/tmp/x'", "IMPORT DATABASE '/tmp/x'",
        "INSERT INTO symbols VALUES (1)", "CREATE TABLE t AS SELECT 1", "CREATE OR REPLACE VIEW symbols AS SELECT 1", "DROP VIEW symbols", "UPDATE symbols SET name = ''",
        "DELETE FROM symbols", "CREATE MACRO f() AS 1", "CREATE TEMP TABLE t(a INT)", "CREATE SECRET (TYPE s3)", "WITH a AS (INSERT INTO x VALUES (1) RETURNING *) SELECT * FROM a",

        // Reading outside.
        "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_csv_auto('x')", "SELECT * FROM read_parquet('x')", "SELECT * FROM parquet_scan('x')",
        "SELECT * FROM read_blob('/etc/*')", "SELECT * FROM read_json('x')", "SELECT * FROM read_ndjson_objects('x')", "SELECT * FROM read_duckdb('x')", "SELECT * FROM glob('/*')", "SELECT * FROM sniff_csv('x')",
        "SELECT * FROM parquet_metadata('x')", "SELECT * FROM '/etc/passwd'", "SELECT * FROM 'a.parquet'", "SELECT * FROM \"a.csv\"", "FROM 'https://example.com/a.csv'", "SELECT (SELECT count(*) FROM 'a.csv')",
        "SELECT content FROM read_text(['/etc/passwd'])", "SELECT * FROM symbols, LATERAL (SELECT * FROM read_text(path))",

        // The instance and the machine.
        "ATTACH ':memory:' AS m", "ATTACH '/tmp/x.db'", "DETACH memory", "USE system", "INSTALL httpfs", "LOAD httpfs", "LOAD '/tmp/x.so'", "FORCE INSTALL httpfs", "UPDATE EXTENSIONS",
        "SET memory_limit = '100GB'", "SET lock_configuration = false", "RESET ALL", "PRAGMA enable_profiling", "PRAGMA database_list", "PRAGMA version", "PRAGMA threads = 8", "CALL enable_logging(storage = 'stdout')",
        "SELECT * FROM enable_logging(storage = 'stdout')", "SELECT * FROM enable_logging(storage = 'file')", "SELECT * FROM enable_profiling()", "SELECT * FROM disable_logging()", "SELECT * FROM truncate_duckdb_logs()",
        "SELECT write_log('x')", "SELECT * FROM duckdb_settings()", "SELECT * FROM duckdb_settings", "SELECT * FROM duckdb_tables", "SELECT * FROM duckdb_secrets()", "SELECT * FROM duckdb_functions()", "SELECT * FROM which_secret('a', 's3')",
        "SELECT * FROM pg_catalog.pg_settings", "SELECT * FROM pg_class", "SELECT * FROM pg_catalog.pg_tables", "SELECT * FROM information_schema.tables", "SELECT * FROM system.information_schema.columns", "SELECT * FROM sqlite_master",
        "SELECT getenv('HOME')", "SELECT current_setting('threads')", "SELECT getvariable('x')", "SELECT version()", "SELECT current_database()", "SELECT current_query()", "SELECT nextval('s')", "SELECT txid_current()", "SELECT pg_sleep(1)", "SELECT sleep_ms(1000)",
        "SELECT * FROM pragma_version()", "SELECT * FROM pragma_database_size()", "SELECT * FROM checkpoint()", "CHECKPOINT", "SELECT * FROM test_all_types()", "SHOW DATABASES", "SHOW ALL TABLES", "SHOW TABLES", "EXPLAIN SELECT 1", "EXPLAIN ANALYZE SELECT 1",
        "SELECT * FROM scan_symbols()", "SELECT * FROM repeat_row(1, num_rows = 5)", "SELECT in_search_path('a', 'b')", "SELECT * FROM sql_auto_complete('S')", "SELECT * FROM duckdb_logs",

        // Text that is run.
        "SELECT * FROM query('SELECT 1')", "SELECT * FROM query_table('symbols')", "PREPARE p AS SELECT 1", "EXECUTE p", "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))", "PRAGMA json_execute_serialized_sql('{}')",
        "SELECT json_serialize_plan('SELECT 1')", "SELECT $1", "SELECT ?",

        // More than one, or none.
        "SELECT 1; SELECT 2", "SELECT 1; COPY symbols TO 'x'", "", "-- nothing", ";",

        // Hidden.
        "WITH a AS (SELECT * FROM read_text('x')) SELECT 1", "WITH a AS MATERIALIZED (SELECT * FROM duckdb_settings()) SELECT * FROM a", "SELECT 1 WHERE EXISTS (SELECT 1 FROM glob('*'))", "SELECT 1 ORDER BY (SELECT count(*) FROM glob('*'))", "SELECT 1 LIMIT (SELECT count(*) FROM glob('*'))",
        "SELECT sum(1) FILTER (WHERE EXISTS (FROM glob('*')))", "SELECT row_number() OVER (ORDER BY (SELECT count(*) FROM glob('*')))", "SELECT max(1) HAVING EXISTS (FROM glob('*'))", "(FROM symbols SELECT name) UNION (SELECT content FROM read_text('x'))",
        "SELECT list_transform([1], lambda x: current_setting('threads'))", "SELECT COLUMNS(lambda c: version() = c) FROM symbols", "SELECT * REPLACE (version() AS name) FROM symbols", "FROM symbols QUALIFY version() = ''", "DESCRIBE FROM duckdb_settings()", "SUMMARIZE FROM glob('*')", "DESCRIBE SELECT * FROM duckdb_tables",
        "FROM symbols PIVOT (count(version()) FOR kind IN ('a'))", "SELECT DISTINCT ON (version()) 1", "VALUES (version())", "SELECT CASE WHEN true THEN version() END", "SELECT ('a').version()", "SELECT m.f(1) FROM symbols", "SELECT main.version()", "SELECT system.main.version()",
        "SELECT * FROM main.symbols", "SELECT * FROM memory.main.symbols", "SELECT * FROM temp.symbols",

        // A name that a common table expression gives elsewhere is the catalog's here.
        "WITH duckdb_tables AS (SELECT * FROM duckdb_tables) SELECT * FROM duckdb_tables", "WITH a AS (SELECT * FROM pg_class), pg_class AS (SELECT 1) SELECT * FROM a", "SELECT * FROM pg_class, (WITH pg_class AS (SELECT 1) SELECT * FROM pg_class)",
        "WITH RECURSIVE pg_class AS (SELECT * FROM pg_class UNION ALL SELECT * FROM pg_class) SELECT 1", "WITH a AS (WITH pg_class AS (SELECT 1) SELECT 1) SELECT * FROM pg_class", "WITH pg_class AS (SELECT 1) SELECT * FROM main.pg_class",
    ];

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Is_refused(string sql)
    {
        var error = Assert.Throws<RevdexException>(() => SqlGuard.Check(SqlSyntaxTree.Of(_connection, sql), SqlWorker.TableNames));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.StartsWith("SQL refused: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void Says_which_tables_a_statement_reads()
    {
        var used = SqlGuard.Check(SqlSyntaxTree.Of(_connection, "WITH files AS (SELECT * FROM Symbols) SELECT * FROM files, imports"), SqlWorker.TableNames);
        Assert.Equal(["imports", "symbols"], used.Select(n => n.ToLowerInvariant()).Order());
    }

    [Fact]
    public void Every_listed_function_exists()
    {
        using var result = _connection.Query("SELECT DISTINCT lower(function_name) FROM duckdb_functions()");
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (result.TryFetch(out var chunk))
        {
            using (chunk)
            {
                for (var row = 0; row < chunk.RowCount; row++)
                {
                    known.Add(Encoding.UTF8.GetString(chunk.Column(0).Bytes(row)));
                }
            }
        }

        Assert.All(SqlFunctions.OfValues, name => Assert.Contains(name, known));
    }

    [Fact]
    public void A_deep_statement_is_refused_or_answered_but_does_not_end_the_process()
    {
        foreach (var depth in new[] { 100, 900, 5_000 })
        {
            var sql = $"SELECT {new string('(', depth)}1{new string(')', depth)}, {string.Join('+', Enumerable.Repeat("1", depth))}";
            var error = Record.Exception(() => SqlGuard.Check(SqlSyntaxTree.Of(_connection, sql), SqlWorker.TableNames));
            Assert.True(error is null or RevdexException, error?.ToString());
        }
    }

    [Theory]
    [InlineData("SELECT * FROM read_text('/etc/hostname')")]
    [InlineData("COPY (SELECT 1) TO '/tmp/revdex-must-not-be-there.csv'")]
    [InlineData("ATTACH '/tmp/revdex-must-not-be-there.db'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("SET memory_limit = '1TB'")]
    public void Even_past_the_guard_duckdb_is_closed(string sql)
    {
        _connection.Execute("SET lock_configuration = true");
        Assert.Throws<RevdexException>(() => _connection.Execute(sql));
    }
}
