using System.Text.Json;
using Revdex.Tables;

namespace Revdex.Tests.Tables;

/// <summary>The worker's whole way from request to answer, in this process; <see cref="SqlSandboxTests"/> adds the child.</summary>
public sealed class SqlWorkerTests : IDisposable
{
    private readonly TableSamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [Fact]
    public void Answers_from_segments_and_overlay_with_paths()
    {
        Assert.Equal(
            """[["Edited","class",null,"src/Edited.cs",1],["Parser","class","Sample.Parsing","src/Parser.cs",7],["Parser","class","Sample.Parsing","src/caf\\xe9.cs",7],["ParserUserWithALongName","class","Sample","src/User.cs",3]]""",
            Rows("SELECT name, kind, container, path, line FROM symbols WHERE kind = 'class' ORDER BY name, path"));
        Assert.Equal(
            """[["src/Edited.cs","call",1,"Run"],["src/User.cs","call",5,"Use"]]""",
            Rows("SELECT path, role, line, enclosing FROM occurrences WHERE name = 'Parse' ORDER BY path"));
        Assert.Equal(
            """[["System.Text","src/Parser.cs",1],["System.Text","src/caf\\xe9.cs",1]]""",
            Rows("SELECT module, path, line FROM imports WHERE module = 'System.Text' ORDER BY path"));
    }

    [Fact]
    public void Lists_all_paths_in_tree_and_those_with_facts_in_files()
    {
        Assert.Equal("""[[6,5,1]]""", Rows("SELECT (SELECT count(*) FROM tree), (SELECT count(*) FROM files), (SELECT count(*) FROM files WHERE skip = 'too_large')"));
        Assert.Equal(
            $"""[["README.md","{TableSamples.OidOf("readme")}",null,"100644"]]""",
            Rows("SELECT * FROM tree WHERE language IS NULL"));
        Assert.Equal(
            $"""[["src/big.cs","{TableSamples.OidOf("skipped")}","csharp",9000000,"too_large",false,0,0]]""",
            Rows("SELECT * FROM files WHERE skip IS NOT NULL"));
    }

    [Fact]
    public void Every_symbol_of_the_facts_is_a_row()
    {
        var symbols = Enumerable.Range(0, _samples.Base.BlobCount).Sum(b => _samples.Base.Blob(b).SymbolCount);
        Assert.Equal("[[true]]", Rows("SELECT (SELECT sum(symbol_count) FROM files) = (SELECT count(*) FROM symbols)"));
        Assert.Equal("[[true]]", Rows("SELECT (SELECT sum(occurrence_count) FROM files) = (SELECT count(*) FROM occurrences)"));
        Assert.True(symbols > 8);
    }

    [Fact]
    public void Shows_signature_doc_and_flags()
    {
        Assert.Equal(
            """[["public static int Parse(string text)","Parses it.",true,true,false]]""",
            Rows("SELECT signature, doc, exported, static, abstract FROM symbols WHERE name = 'Parse' AND path = 'src/Parser.cs'"));
        Assert.Equal("""[["Reads größere texts."]]""", Rows("SELECT doc FROM symbols WHERE name = 'Parser' LIMIT 1"));
    }

    [Theory]
    [InlineData("SELECT 1, 2.50, -0.05, true, 'a', NULL", """[[1,2.50,-0.05,true,"a",null]]""")]
    [InlineData("SELECT 9007199254740993, 9007199254740992, sum(9223372036854775807) FROM range(3)", """[["9007199254740993",9007199254740992,"27670116110564327421"]]""")]
    [InlineData("SELECT 0.1::DOUBLE, 'nan'::DOUBLE, '-inf'::FLOAT", """[[0.1,"NaN","-Infinity"]]""")]
    [InlineData("SELECT date '2024-02-29', timestamp '2024-02-29 12:34:56.789', time '01:02:03', date '294246-12-31'", """[["2024-02-29","2024-02-29 12:34:56.789","01:02:03","106751981"]]""")]
    [InlineData("SELECT [1, NULL, 3], {'a': 1, 'b': [true]}, map {'k': 2}, [1, 2]::INTEGER[2]", """[[[1,null,3],{"a":1,"b":[true]},[["k",2]],[1,2]]]""")]
    [InlineData("SELECT 'x'::BLOB, 'b'::ENUM('a', 'b'), '00000000-0000-0000-0000-00000000002a'::UUID", """[["78","b","00000000-0000-0000-0000-00000000002a"]]""")]
    [InlineData("SELECT 255::UTINYINT, -1::TINYINT, 65535::USMALLINT, -5::SMALLINT, 4294967295::UINTEGER, 1::UBIGINT, 2::UHUGEINT", """[[255,-1,65535,-5,4294967295,1,2]]""")]
    public void Writes_values_as_json(string sql, string expected) => Assert.Equal(expected, Rows(sql));

    [Theory]
    [InlineData("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT * FROM t ORDER BY n", "[[1],[2],[3]]")]
    [InlineData("WITH a AS (SELECT 1 x), b AS (SELECT x + 1 y FROM a) SELECT y, (WITH c AS (SELECT y FROM b) SELECT max(y) FROM c) FROM b", "[[2,2]]")]
    [InlineData("WITH symbols AS (SELECT 5 n) SELECT n FROM symbols", "[[5]]")]
    [InlineData("SELECT list(name ORDER BY name) FILTER (WHERE name LIKE 'P%') FROM (SELECT DISTINCT name FROM Symbols WHERE kind = 'method')", """[[["Parse"]]]""")]
    [InlineData("SELECT row_number() OVER (PARTITION BY kind ORDER BY name) FROM symbols WHERE name = 'Edited'", "[[1]]")]
    [InlineData("SELECT i, u FROM range(2) t(i), unnest(['a']) v(u)", """[[0,"a"],[1,"a"]]""")]
    [InlineData("SELECT list_transform([1, 2], lambda x: x + 1), [x * 2 FOR x IN [3]]", "[[[2,3],[6]]]")]
    [InlineData("SELECT count(*) FROM symbols s JOIN files f USING (path) JOIN occurrences o ON o.path = s.path AND o.name = s.name WHERE s.name = 'Count'", "[[4]]")]
    [InlineData("FROM (VALUES (1), (2)) t(a) SELECT max(a) UNION ALL SELECT 7", "[[2],[7]]")]
    [InlineData("SELECT * FROM (SELECT kind FROM symbols WHERE name = 'Edited') PIVOT (count(*) FOR kind IN ('class'))", "[[1]]")]
    [InlineData("SELECT column_name FROM (DESCRIBE imports)", """[["module"],["name"],["alias"],["path"],["line"]]""")]
    [InlineData("SELECT upper(name[1:2]), regexp_replace(name, 'E', 'e', 'i'), CASE WHEN line BETWEEN 1 AND 2 THEN 'y' END FROM symbols WHERE name = 'Edited'", """[["ED","edited","y"]]""")]
    public void Allows_what_analysis_needs(string sql, string expected) => Assert.Equal(expected, Rows(sql));

    [Fact]
    public void A_long_result_is_cut_and_says_so()
    {
        var answer = Ask(_samples.Request("SELECT * FROM range(1000000000)") with { RowCountMax = 7 });
        Assert.Equal(7, answer.GetProperty("rows").GetArrayLength());
        Assert.True(answer.GetProperty("truncated").GetBoolean());
        Assert.Equal("more than 7 rows", answer.GetProperty("truncated_reason").GetString());
        var exact = Ask(_samples.Request("SELECT * FROM range(7)") with { RowCountMax = 7 });
        Assert.False(exact.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public void A_huge_value_is_cut_and_says_so()
    {
        var answer = Ask(_samples.Request("SELECT repeat('ö', 10000000)"));
        Assert.Equal(32 * 1024, answer.GetProperty("rows")[0][0].GetString()!.Length);
        Assert.True(answer.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public void Many_large_values_stay_within_the_bound()
    {
        var answer = Ask(_samples.Request("SELECT repeat('x', 60000) FROM range(1000)") with { RowCountMax = 1000 });
        Assert.InRange(answer.GetProperty("rows").GetArrayLength(), 10, 100);
        Assert.Equal("more than 4 MiB", answer.GetProperty("truncated_reason").GetString());
    }

    [Fact]
    public void A_runaway_statement_is_interrupted()
    {
        var answer = Ask(_samples.Request("SELECT count(*) FROM range(1000000000) a, range(1000000000) b") with { TimeLimit = TimeSpan.FromMilliseconds(100) });
        Assert.Equal("SQL stopped: it ran longer than 0.1 s; narrow it down", answer.GetProperty("error").GetString());
    }

    [Fact]
    public void A_statement_that_needs_too_much_memory_is_stopped_by_duckdb()
    {
        var answer = Ask(_samples.Request("SELECT count(DISTINCT hash(i)) FROM range(200000000) t(i)"));
        Assert.Equal("SQL stopped: it needed more than 512 MiB of memory; narrow it down", answer.GetProperty("error").GetString());
    }

    [Fact]
    public void A_damaged_segment_is_named()
    {
        var damaged = _samples.OverlayBytes[..^200];
        var answer = Ask(_samples.Request("SELECT * FROM symbols") with { Segments = [TableSegment.Of(_samples.BasePath), TableSegment.Of(damaged)] });
        Assert.Contains("overlay", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT nope FROM symbols", "nope")]
    [InlineData("SELEC 1", "syntax error")]
    [InlineData("SELECT line, column FROM symbols", "\"column\" in quotes")]
    [InlineData("SELECT 1::INTERVAL", "")]
    [InlineData("SELECT INTERVAL 3 DAY", "cast it to VARCHAR")]
    public void Mistakes_are_told_in_one_line(string sql, string expected)
    {
        var error = Ask(_samples.Request(sql)).GetProperty("error").GetString()!;
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain(error, char.IsControl);
    }

    private static JsonElement Ask(SqlRequest request)
    {
        using var input = new MemoryStream();
        SqlRequestWire.Write(input, request);
        input.Position = 0;
        using var output = new MemoryStream();
        SqlWorker.Run(input, output, ownsProcess: false);
        output.Position = 0;
        using var document = JsonDocument.Parse(SqlFrames.Read(output, SqlLimits.ResultMaxBytes));
        Assert.Equal(output.Length, output.Position);
        return document.RootElement.Clone();
    }

    internal static string Rows(TableSamples samples, string sql)
    {
        var answer = Ask(samples.Request(sql));
        Assert.True(answer.TryGetProperty("rows", out var rows), answer.ToString());
        return rows.GetRawText();
    }

    private string Rows(string sql) => Rows(_samples, sql);
}
