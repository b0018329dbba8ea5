using Revdex.Storage;

namespace Revdex.Tests.Storage;

/// <summary>What every store must do that can be read. A store's tests derive from this, give an empty store, and get all of it.</summary>
public abstract class StoreReadingConformanceTests : IAsyncLifetime
{
    protected const string Key = "v1/objects/ab/abcdef";

    protected virtual bool TakesRanges => true;

    protected IObjectStore Store { get; private set; } = null!; // set by InitializeAsync, which xunit calls before each test

    public async Task InitializeAsync() => Store = await OpenEmptyStoreAsync();

    public abstract Task DisposeAsync();

    protected abstract Task<IObjectStore> OpenEmptyStoreAsync();

    /// <summary>Another store object on the same place, as another process would open it.</summary>
    protected abstract IObjectStore Reopen();

    /// <summary>Sees to it that the store has an object.</summary>
    protected abstract Task SeedAsync(string key, byte[] content);

    [Fact]
    public async Task Gives_the_whole_object()
    {
        var content = RandomBytes(3_000_000);
        await SeedAsync(Key, content);
        Assert.Equal(content, await ReadAsync(Reopen(), Key));
        Assert.True(await Store.ExistsAsync(Key));
    }

    [Fact]
    public async Task Gives_an_empty_object()
    {
        await SeedAsync(Key, []);
        Assert.Equal(Array.Empty<byte>(), await ReadAsync(Store, Key));
        Assert.Equal(Array.Empty<byte>(), await RangeAsync(0, 10));
    }

    [Fact]
    public async Task Missing_object_is_absence()
    {
        Assert.Null(await Store.OpenAsync(Key));
        Assert.Null(await Store.GetRangeAsync(Key, 0, 10));
        Assert.Null(await Store.GetRangeAsync(Key, 0, 0));
        Assert.False(await Store.ExistsAsync(Key));
    }

    [Fact]
    public async Task Gives_ranges_and_ends_where_the_object_ends()
    {
        var content = RandomBytes(10_000);
        await SeedAsync(Key, content);
        Assert.Equal(content[..1], await RangeAsync(0, 1));
        Assert.Equal(content[1_000..3_000], await RangeAsync(1_000, 2_000));
        Assert.Equal(content[9_990..], await RangeAsync(9_990, 2_000));
        Assert.Equal(Array.Empty<byte>(), await RangeAsync(10_000, 5));
        Assert.Equal(Array.Empty<byte>(), await RangeAsync(20_000, 5));
        Assert.Equal(Array.Empty<byte>(), await RangeAsync(5, 0));
    }

    /// <summary>Asked a second time it costs no request.</summary>
    [Fact]
    public async Task Says_whether_a_range_takes_no_more_than_its_bytes()
    {
        await SeedAsync(Key, RandomBytes(10_000));
        Assert.Equal(TakesRanges, await Store.HasRangesAsync(Key));
        Assert.Equal(TakesRanges, await Store.HasRangesAsync(Key));
    }

    [Fact]
    public async Task Huge_range_allocates_only_what_is_there()
    {
        await SeedAsync(Key, [1, 2, 3]);
        Assert.Equal(new byte[] { 2, 3 }, await RangeAsync(1, int.MaxValue));
    }

    [Fact]
    public async Task Speed_is_an_estimate_one_can_divide_by()
    {
        Assert.True(Store.Speed.BytesPerSecond > 0);
        Assert.True(Store.Speed.LatencyMs >= 0);
        Assert.NotEmpty(Store.Name);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("")]
    [InlineData("/v1/objects")]
    [InlineData("v1//objects")]
    [InlineData("v1/objects/")]
    [InlineData("v1/../../etc/passwd")]
    [InlineData("..")]
    [InlineData("v1/.tmp/x")]
    [InlineData("v1/objects/a\\b")]
    [InlineData("v1/objects/a b")]
    [InlineData("v1/objects/a%2e")]
    [InlineData("v1/objects/a\0b")]
    [InlineData("v1/objects/C:x")]
    [InlineData("v1/objects/ä")]
    [InlineData("v1/objects/x.")]
    public async Task Key_tricks_are_refused(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(key));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.GetRangeAsync(key, 0, 1));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ExistsAsync(key));
    }

    protected static async Task<byte[]?> ReadAsync(IObjectStore store, string key)
    {
        await using var stream = await store.OpenAsync(key);
        if (stream is null)
        {
            return null;
        }

        var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    protected async Task<byte[]?> RangeAsync(long offset, int length) => (await Store.GetRangeAsync(Key, offset, length))?.ToArray();

    protected static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
