using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Tests.Extraction;

public sealed class ExtractorPoolTests
{
    private static readonly Language CSharp = LanguageSet.Default.ById("csharp")!;
    private static readonly Language Ruby = LanguageSet.Default.ById("ruby")!;

    [Fact]
    public async Task Answers_as_the_extractor_in_this_process_does()
    {
        await using var pool = new ExtractorPool(2);
        using var extractor = new Extractor();
        var contents = Enumerable.Range(0, 100).Select(i => Encoding.UTF8.GetBytes($"class C{i} {{ void M{i}() => N{i}(); }}")).ToList();
        var answers = await Task.WhenAll(contents.Select(c => pool.ExtractAsync(OidOf(c), CSharp, c, default)));
        for (var i = 0; i < contents.Count; i++)
        {
            var expected = extractor.Extract(OidOf(contents[i]), CSharp, contents[i]);
            Assert.Equal(expected.Oid, answers[i].Oid);
            Assert.Equal(expected.Message.ToArray(), answers[i].Message.ToArray());
            Assert.Equal(expected.Groups.Select(g => g.ToArray()), answers[i].Groups.Select(g => g.ToArray()));
        }
    }

    [Fact]
    public async Task Workers_that_cannot_be_started_are_told_and_tried_again()
    {
        var failures = 2;
        await using var pool = new ExtractorPool(1, () => Interlocked.Decrement(ref failures) >= 0 ? throw new RevdexException("no memory") : WorkerProcess.Start());
        var content = "class C { }"u8.ToArray();
        Assert.Equal("no memory", (await Assert.ThrowsAsync<RevdexException>(() => pool.ExtractAsync(OidOf(content), CSharp, content, default))).Message);
        Assert.Equal("no memory", (await Assert.ThrowsAsync<RevdexException>(() => pool.ExtractAsync(OidOf(content), CSharp, content, default))).Message);
        Assert.Equal(SkipReason.None, (await pool.ExtractAsync(OidOf(content), CSharp, content, default)).Skip);
    }

    /// <summary>The prebuilt Ruby grammar aborts its process on a heredoc-like word of over 255 bytes.</summary>
    [Fact]
    public async Task A_native_abort_costs_one_blob()
    {
        await using var pool = new ExtractorPool(1);
        var hostile = Encoding.UTF8.GetBytes("x <<\"" + new string('A', 300) + "\"\n");
        var blobs = Enumerable.Range(0, 40).Select(i => i == 20 ? hostile : Encoding.UTF8.GetBytes($"def m{i}\n  n{i}\nend\n")).ToList();
        var answers = await Task.WhenAll(blobs.Select(b => pool.ExtractAsync(OidOf(b), Ruby, b, default)));
        Assert.Equal([SkipReason.ParserCrashed], answers.Where(a => a.Skip != SkipReason.None).Select(a => a.Skip));
        Assert.Equal(SkipReason.ParserCrashed, answers[20].Skip);
        Assert.Equal(3, pool.StartedCount); // Two died at it.
    }

    /// <summary>Two versions of the stack at each arrow make 2^n ways through it.</summary>
    [Theory]
    [InlineData("c")]
    [InlineData("java")]
    public async Task A_parse_without_bounds_is_given_up_and_takes_no_worker_with_it(string languageId)
    {
        var language = LanguageSet.Default.ById(languageId)!; // From the data.
        await using var pool = new ExtractorPool(1);
        var hostile = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("x=>", 5_000)) + "\n");
        Assert.Contains((await pool.ExtractAsync(OidOf(hostile), language, hostile, default)).Skip, new[] { SkipReason.OutOfMemory, SkipReason.Timeout });
        Assert.InRange(pool.PeakRssBytes, 1, Limits.ParseMemoryMaxBytes + (256L << 20));
        var next = Encoding.ASCII.GetBytes("class After { }");
        Assert.Equal(SkipReason.None, (await pool.ExtractAsync(OidOf(next), language, next, default)).Skip);
        Assert.Equal(1, pool.StartedCount);
    }

    /// <summary>Deeply nested angle brackets make this grammar's parser try for minutes.</summary>
    [Fact]
    public async Task A_slow_parse_is_given_up_and_the_next_blob_is_answered()
    {
        await using var pool = new ExtractorPool(1);
        var slow = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 120_000).Select(i => "a<b>(c ? d :\n")));
        var answer = await pool.ExtractAsync(OidOf(slow), CSharp, slow, default);
        Assert.Equal(SkipReason.Timeout, answer.Skip);
        var next = Encoding.UTF8.GetBytes("class After { }");
        Assert.Equal(SkipReason.None, (await pool.ExtractAsync(OidOf(next), CSharp, next, default)).Skip);
    }

    [Theory]
    [InlineData(SkipReason.Binary)]
    [InlineData(SkipReason.TooLarge)]
    [InlineData(SkipReason.Minified)]
    public async Task A_blob_that_is_no_source_is_skipped_with_its_reason(SkipReason reason)
    {
        await using var pool = new ExtractorPool(1);
        var content = reason switch
        {
            SkipReason.Binary => "class A\0 { }"u8.ToArray(),
            SkipReason.TooLarge => new byte[Limits.BlobSizeMaxBytes + 1],
            _ => Encoding.UTF8.GetBytes("var a = [" + string.Join(',', Enumerable.Range(0, 20_000)) + "];"),
        };
        Assert.Equal(reason, (await pool.ExtractAsync(OidOf(content), CSharp, content, default)).Skip);
        Assert.Equal(0, pool.StartedCount);
    }

    [Fact]
    public async Task Cancelling_one_blob_leaves_the_pool_working()
    {
        await using var pool = new ExtractorPool(1);
        using var cancelled = new CancellationTokenSource();
        var content = Encoding.UTF8.GetBytes("class A { }");
        var task = pool.ExtractAsync(OidOf(content), CSharp, content, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.Equal(1, (await pool.ExtractAsync(OidOf(content), CSharp, content, default)).SymbolCount);
    }

    private static Oid OidOf(byte[] content) => Oid.OfBlob(content, ObjectFormat.Sha1);
}
