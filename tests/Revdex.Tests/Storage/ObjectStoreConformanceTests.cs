using System.Text;
using Revdex.Storage;

namespace Revdex.Tests.Storage;

/// <summary>What every store must do that is published to, besides what can be read.</summary>
public abstract class ObjectStoreConformanceTests : StoreReadingConformanceTests
{
    /// <summary>Enough to need more than one page from every store (S3 and Azure give 1,000 and 5,000 keys a page).</summary>
    private const int ManyKeys = 5_200;

    /// <summary>How many puts of small objects may be on the way at once.</summary>
    protected virtual int PutParallelism => 16;

    /// <summary>What <see cref="ObjectStores.Open"/> opens the same place with, in a child process.</summary>
    protected abstract string Url { get; }

    /// <summary>What the child process needs in its environment besides.</summary>
    protected virtual IReadOnlyDictionary<string, string>? ChildEnvironment => null;

    protected override async Task SeedAsync(string key, byte[] content) => Assert.True(await Store.PutIfAbsentAsync(key, new MemoryStream(content)));

    [Fact]
    public async Task Gives_back_what_was_put()
    {
        var content = RandomBytes(3_000_000);
        Assert.True(await Store.PutIfAbsentAsync(Key, new MemoryStream(content)));
        Assert.Equal(content, await ReadAsync(Reopen(), Key));
        Assert.True(await Store.ExistsAsync(Key));
    }

    [Fact]
    public async Task Puts_from_the_position_of_the_stream()
    {
        var content = new MemoryStream("skipped, kept"u8.ToArray()) { Position = 9 };
        await Store.PutIfAbsentAsync(Key, content);
        Assert.Equal("kept"u8.ToArray(), await ReadAsync(Store, Key));
    }

    [Fact]
    public async Task Keeps_an_empty_object()
    {
        Assert.True(await Store.PutIfAbsentAsync(Key, new MemoryStream()));
        Assert.Equal(Array.Empty<byte>(), await ReadAsync(Store, Key));
        Assert.Equal(0, (await ListAsync("")).Single().SizeBytes);
    }

    [Fact]
    public async Task Takes_a_stream_that_cannot_seek()
    {
        var content = RandomBytes(300_000);
        await using var pipe = new ForwardOnlyStream(content, failAfterBytes: int.MaxValue);
        Assert.True(await Store.PutIfAbsentAsync(Key, pipe));
        Assert.Equal(content, await ReadAsync(Store, Key));
    }

    [Fact]
    public async Task Nothing_is_listed_and_deleting_nothing_is_fine()
    {
        Assert.Empty(await ListAsync("v1/"));
        await Store.DeleteAsync(Key);
    }

    [Fact]
    public async Task Second_put_leaves_the_first_object()
    {
        Assert.True(await Store.PutIfAbsentAsync(Key, new MemoryStream("first"u8.ToArray())));
        Assert.False(await Store.PutIfAbsentAsync(Key, new MemoryStream("second"u8.ToArray())));
        Assert.Equal("first"u8.ToArray(), await ReadAsync(Store, Key));
    }

    [Fact]
    public async Task Sixteen_racing_writers_have_one_winner()
    {
        using var start = new Barrier(16);
        var writers = Enumerable.Range(0, 16).Select(writer => Task.Factory.StartNew(
            async () =>
            {
                var store = Reopen();
                var content = new MemoryStream(Encoding.UTF8.GetBytes($"writer {writer}"));
                start.SignalAndWait();
                return (writer, won: await store.PutIfAbsentAsync(Key, content));
            },
            TaskCreationOptions.LongRunning).Unwrap());
        var winner = Assert.Single(await Task.WhenAll(writers), w => w.won);
        Assert.Equal($"writer {winner.writer}", Encoding.UTF8.GetString((await ReadAsync(Store, Key))!));
    }

    [Fact]
    public async Task Large_object_has_one_winner_too()
    {
        var content = RandomBytes(20_000_001);
        var won = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            await using var pipe = new ForwardOnlyStream(content, failAfterBytes: int.MaxValue);
            return await Reopen().PutIfAbsentAsync(Key, pipe);
        }));
        Assert.Single(won, w => w);
        Assert.Equal(content, await ReadAsync(Store, Key));
        Assert.Equal(content.Length, Assert.Single(await ListAsync("")).SizeBytes);
        Assert.False(await Store.PutIfAbsentAsync(Key, new MemoryStream(content)));
    }

    [Fact]
    public async Task Overwriting_an_immutable_object_is_refused()
    {
        await Store.PutIfAbsentAsync(Key, new MemoryStream("first"u8.ToArray()));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutAsync(Key, "second"u8.ToArray()));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutAsync("v1/commits/ab/abc.json", "second"u8.ToArray()));
        Assert.Equal("first"u8.ToArray(), await ReadAsync(Store, Key));
    }

    [Fact]
    public async Task Branch_hint_is_replaced()
    {
        await Store.PutAsync("v1/branches/main.json", "one"u8.ToArray());
        await Store.PutAsync("v1/branches/main.json", "two, longer"u8.ToArray());
        await Store.PutAsync("v1/branches/main.json", "3"u8.ToArray());
        Assert.Equal("3"u8.ToArray(), await ReadAsync(Reopen(), "v1/branches/main.json"));
    }

    [Fact]
    public async Task Lists_over_five_thousand_keys_in_order()
    {
        var keys = Enumerable.Range(0, ManyKeys).Select(i => $"v1/objects/{i % 7:x2}/{i:x8}").Append("v1/objects-2/x").Append("v1/objects/00").ToList();
        keys.Remove("v1/objects/00"); // A key that is also a folder is not promised.
        await Parallel.ForEachAsync(
            keys,
            new ParallelOptions { MaxDegreeOfParallelism = PutParallelism },
            async (key, ct) => await Store.PutIfAbsentAsync(key, new MemoryStream([1]), ct));
        Assert.Equal(keys.Order(StringComparer.Ordinal), (await ListAsync("")).Select(o => o.Key));
        Assert.Equal(keys.Where(k => k.StartsWith("v1/objects/03/000", StringComparison.Ordinal)).Order(StringComparer.Ordinal), (await ListAsync("v1/objects/03/000")).Select(o => o.Key));
    }

    [Fact]
    public async Task Lists_by_any_beginning_of_a_key()
    {
        foreach (var key in (string[])["v1/commits/ab/abc.json", "v1/commits/ab/abc-1.json", "v1/commits/ab/abd.json", "v1/commits/ac/abc.json"])
        {
            await Store.PutIfAbsentAsync(key, new MemoryStream([1, 2]));
        }

        Assert.Equal(["v1/commits/ab/abc-1.json", "v1/commits/ab/abc.json"], (await ListAsync("v1/commits/ab/abc")).Select(o => o.Key));
        Assert.Equal(4, (await ListAsync("v1/com")).Count);
        Assert.Equal(3, (await ListAsync("v1/commits/ab/")).Count);
        Assert.Empty(await ListAsync("v1/commits/b"));
        Assert.All(await ListAsync("v1/"), o => Assert.Equal(2, o.SizeBytes));
    }

    [Fact]
    public async Task Listing_tells_when_an_object_was_put()
    {
        await Store.PutIfAbsentAsync(Key, new MemoryStream([1]));
        Assert.InRange(Assert.Single(await ListAsync("")).ModifiedAt, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(10));
    }

    [Fact]
    public async Task Deleted_object_is_gone_and_may_come_again()
    {
        await Store.PutIfAbsentAsync(Key, new MemoryStream("first"u8.ToArray()));
        await Store.DeleteAsync(Key);
        Assert.False(await Store.ExistsAsync(Key));
        Assert.True(await Store.PutIfAbsentAsync(Key, new MemoryStream("second"u8.ToArray())));
        Assert.Equal("second"u8.ToArray(), await ReadAsync(Store, Key));
    }

    [Fact]
    public async Task Failed_put_leaves_nothing_visible()
    {
        await using var failing = new ForwardOnlyStream(RandomBytes(2_000_000), failAfterBytes: 1_500_000);
        await Assert.ThrowsAnyAsync<Exception>(() => Store.PutIfAbsentAsync(Key, failing));
        await AssertNothingVisibleAsync();
        Assert.True(await Store.PutIfAbsentAsync(Key, new MemoryStream([1])));
    }

    [Fact]
    public async Task Cancelled_put_leaves_nothing_visible()
    {
        using var cancel = new CancellationTokenSource();
        await using var cancelling = new ForwardOnlyStream(RandomBytes(2_000_000), failAfterBytes: int.MaxValue) { AfterBytes = (1_000_000, cancel.Cancel) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutIfAbsentAsync(Key, cancelling, cancel.Token));
        await AssertNothingVisibleAsync();
    }

    [Fact]
    public async Task Writer_killed_midway_leaves_nothing_visible()
    {
        using var child = ChildProcess.Start(ChildEnvironment, "store-put", Url, Key);
        Assert.Equal("half", child.ReadLine());
        child.Kill();
        await AssertNothingVisibleAsync();
        Assert.True(await Store.PutIfAbsentAsync(Key, new MemoryStream([1])));
    }

    [Fact]
    public async Task Object_is_invisible_until_it_is_whole()
    {
        var seen = new List<bool>();
        await using var content = new ForwardOnlyStream(RandomBytes(1_000_000), failAfterBytes: int.MaxValue)
        {
            AfterBytes = (500_000, () => seen.Add(Reopen().ExistsAsync(Key).GetAwaiter().GetResult())),
        };
        await Store.PutIfAbsentAsync(Key, content);
        Assert.Equal([false], seen);
        Assert.True(await Store.ExistsAsync(Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1/../../etc/passwd")]
    [InlineData("v1/.tmp/x")]
    [InlineData("v1/objects/a\\b")]
    public async Task Key_tricks_are_refused_where_something_is_written(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(key));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutAsync(key, new byte[1]));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutIfAbsentAsync(key, new MemoryStream([1])));
    }

    protected async Task<List<StoredObject>> ListAsync(string prefix)
    {
        var objects = new List<StoredObject>();
        await foreach (var found in Reopen().ListAsync(prefix))
        {
            objects.Add(found);
        }

        return objects;
    }

    protected async Task AssertNothingVisibleAsync()
    {
        Assert.Null(await Reopen().OpenAsync(Key));
        Assert.False(await Reopen().ExistsAsync(Key));
        Assert.Empty(await ListAsync(""));
    }
}
