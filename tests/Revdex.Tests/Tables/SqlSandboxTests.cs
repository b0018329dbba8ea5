using Revdex.Tables;

namespace Revdex.Tests.Tables;

/// <summary>The real child process.</summary>
public sealed class SqlSandboxTests : IDisposable
{
    private readonly TableSamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [Fact]
    public async Task Answers_with_columns_rows_and_time()
    {
        var result = await Run("SELECT name, line FROM symbols WHERE kind = 'method' AND path = 'src/Parser.cs' ORDER BY line");
        Assert.Equal([new SqlColumn("name", "varchar"), new SqlColumn("line", "integer")], result.Columns);
        Assert.Equal(["""["Parse",12]""", """["Count",14]"""], result.Rows.Select(r => r.GetRawText()));
        Assert.False(result.Truncated);
        Assert.True(result.Elapsed > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("SELECT * FROM enable_logging(storage = 'stdout')", "SQL refused: the function enable_logging is not allowed in FROM")]
    [InlineData("PRAGMA enable_profiling", "SQL refused: only a SELECT is answered here")]
    [InlineData("SELECT * FROM read_text('/etc/hostname')", "SQL refused: the function read_text is not allowed in FROM")]
    [InlineData("SELECT * FROM nowhere", "SQL refused: there is no table nowhere; the tables are files, imports, occurrences, symbols, tree")]
    [InlineData("SELECT nope FROM tree", "Binder Error: Referenced column \"nope\" not found in FROM clause! Candidate bindings: \"mode\"")]
    public async Task Refusals_and_mistakes_are_the_users(string sql, string expected)
    {
        var error = await Assert.ThrowsAsync<RevdexException>(() => Run(sql));
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Fact]
    public async Task Memory_that_duckdb_does_not_count_is_bounded_by_the_watch()
    {
        // Each row's text is 100 MB, outside of the buffer manager's sight; 2,048 of them are one vector.
        var error = await Assert.ThrowsAsync<RevdexException>(() => Run("SELECT max(length(repeat('0123456789', 10000000 + i))) FROM range(2048) t(i)"));
        Assert.Contains("memory", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Fact]
    public async Task A_single_call_that_does_not_look_at_interrupts_is_ended()
    {
        var slow = _samples.Request("SELECT levenshtein(repeat('a', 2000000), repeat('b', 2000000))") with { TimeLimit = TimeSpan.FromMilliseconds(200) };
        var error = await Assert.ThrowsAsync<RevdexException>(() => SqlSandbox.RunAsync(slow, CancellationToken.None));
        Assert.True(error.Message.Contains("longer than", StringComparison.Ordinal) || error.Message.Contains("memory", StringComparison.OrdinalIgnoreCase), error.Message);
    }

    [Fact]
    public async Task Cancelling_ends_the_child()
    {
        using var cancelling = new CancellationTokenSource();
        var running = SqlSandbox.RunAsync(_samples.Request("SELECT count(*) FROM range(1000000000) a, range(1000000000) b"), cancelling.Token);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Several_at_once_do_not_disturb_each_other()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Run($"SELECT {i}, count(*) FROM tree")));
        Assert.Equal(["[0,6]", "[1,6]", "[2,6]", "[3,6]"], answers.Select(a => a.Rows[0].GetRawText()));
    }

    [Fact]
    public async Task A_segment_that_is_gone_is_named()
    {
        var request = _samples.Request("SELECT 1") with { Segments = [TableSegment.Of(Path.Combine(_samples.Folder, "gone.seg")), TableSegment.Of(_samples.OverlayBytes)] };
        var error = await Assert.ThrowsAsync<RevdexException>(() => SqlSandbox.RunAsync(request, CancellationToken.None));
        Assert.Contains("gone.seg", error.Message, StringComparison.Ordinal);
    }

    /// <summary>As after a clean-up of the cache by another process.</summary>
    [Fact]
    public async Task A_segment_that_is_gone_is_made_up_for_by_its_bytes()
    {
        var bytes = await File.ReadAllBytesAsync(_samples.BasePath);
        var whole = _samples.Request("SELECT count(*) FROM symbols");
        var request = whole with { Segments = [TableSegment.Of(Path.Combine(_samples.Folder, "gone.seg"), () => bytes), whole.Segments[1]] };
        var expected = await SqlSandbox.RunAsync(whole, CancellationToken.None);
        Assert.Equal(expected.Rows[0].GetRawText(), (await SqlSandbox.RunAsync(request, CancellationToken.None)).Rows[0].GetRawText());
    }

    [Fact]
    public async Task An_error_before_all_is_sent_is_still_told()
    {
        // More than a pipe holds, behind a segment that does not open.
        var request = _samples.Request("SELECT 1") with { Segments = [TableSegment.Of(Path.Combine(_samples.Folder, "gone.seg")), TableSegment.Of(new byte[4 * 1024 * 1024])] };
        var error = await Assert.ThrowsAsync<RevdexException>(() => SqlSandbox.RunAsync(request, CancellationToken.None));
        Assert.Contains("gone.seg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_callers_is_the_callers()
    {
        var request = _samples.Request("SELECT 1") with { Files = Enumerable.Range(0, 2).Select<int, TableFile>(i => throw new ObjectDisposedException("view")) };
        await Assert.ThrowsAsync<ObjectDisposedException>(() => SqlSandbox.RunAsync(request, CancellationToken.None));
    }

    [Theory]
    [InlineData("SELECT '\0'")]
    [InlineData("long")]
    public async Task What_cannot_be_sent_is_refused(string sql) =>
        await Assert.ThrowsAsync<RevdexException>(() => Run(sql == "long" ? "SELECT " + new string('1', 70_000) : sql));

    private Task<SqlResult> Run(string sql) => SqlSandbox.RunAsync(_samples.Request(sql), CancellationToken.None);
}
