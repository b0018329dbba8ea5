using Revdex.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

/// <summary>The same for writing.</summary>
public abstract class PublishingFaultTests : StoreFaultTests
{
    private const string New = "v1/objects/cd/cdef";

    protected override async Task SeedAsync(string key, byte[] content) => await PutPastProxyAsync(key, content);

    protected override Task ReplaceAsync(string key, byte[] content) => PutPastProxyAsync(key, content);

    /// <summary>Of the server itself.</summary>
    internal abstract IObjectStore Direct { get; }

    [Theory]
    [InlineData(500)]
    [InlineData(0)]
    public async Task Put_that_failed_is_sent_again(int status)
    {
        Fault fault = status == 0 ? new Fault.Reset() : new Fault.Status(status);
        Proxy.Script(fault, fault);
        Assert.True(await Store.PutIfAbsentAsync(New, new MemoryStream([1, 2, 3])));
        Assert.Equal([1, 2, 3], await ReadAsync(New));
    }

    [Fact]
    public async Task Put_whose_answer_was_lost_is_known_as_our_own()
    {
        Proxy.Script(new Fault.LostAnswer());
        Assert.True(await Store.PutIfAbsentAsync(New, new MemoryStream([1, 2, 3])));
        Assert.Equal(2, Proxy.Requests.Count(r => r.StartsWith("PUT", StringComparison.Ordinal)));
        Proxy.Script(new Fault.Reset());
        Assert.False(await Store.PutIfAbsentAsync(New, new MemoryStream([4])));
        Assert.Equal([1, 2, 3], await ReadAsync(New));
    }

    [Fact]
    public async Task Part_that_failed_is_sent_again_and_the_others_are_not()
    {
        var content = RandomBytes(20_000_000);
        var failures = 0;
        Proxy.Faults = (request, _) => request.StartsWith("PUT", StringComparison.Ordinal) && Interlocked.Increment(ref failures) == 2 ? new Fault.Reset() : Fault.None;
        long sent = 0;
        Assert.True(await Store.PutIfAbsentAsync(New, new MemoryStream(content), count => Interlocked.Add(ref sent, count), default));
        Assert.InRange(sent, content.Length / 2, content.Length); // What was sent again is not told again.
        Assert.Equal(content, await ReadAsync(New));
        Assert.InRange(Proxy.Requests.Count(r => r.StartsWith("PUT", StringComparison.Ordinal)), 4, 5); // Three parts, one again; Azure's commit is a put too.
    }

    [Fact]
    public async Task Completion_whose_answer_was_lost_is_known_as_our_own()
    {
        var content = RandomBytes(9_000_000);
        var lost = 0;
        Proxy.Faults = (request, _) => Direct.ExistsAsync(New).GetAwaiter().GetResult() || !IsLast(request) || Interlocked.Increment(ref lost) > 1 ? Fault.None : new Fault.LostAnswer();
        Assert.True(await Store.PutIfAbsentAsync(New, new MemoryStream(content)));
        Assert.Equal(1, Math.Min(lost, 1));
        Assert.Equal(content, await ReadAsync(New));
    }

    [Fact]
    public async Task Cancelled_upload_leaves_nothing_visible()
    {
        using var cancel = new CancellationTokenSource();
        var puts = 0;
        Proxy.Faults = (request, _) =>
        {
            if (request.StartsWith("PUT", StringComparison.Ordinal) && Interlocked.Increment(ref puts) == 2)
            {
                cancel.Cancel();
            }

            return Fault.None;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutIfAbsentAsync(New, new MemoryStream(RandomBytes(20_000_000)), cancel.Token));
        Proxy.Faults = (_, _) => Fault.None;
        Assert.False(await Store.ExistsAsync(New));
        Assert.Null(await ReadAsync(New));
    }

    /// <summary>Whether a request makes an object of its parts.</summary>
    protected abstract bool IsLast(string request);

    private async Task PutPastProxyAsync(string key, byte[] content)
    {
        await (StoreKey.IsMutable(key) ? Direct.PutAsync(key, content) : Direct.PutIfAbsentAsync(key, new MemoryStream(content)));
    }
}
