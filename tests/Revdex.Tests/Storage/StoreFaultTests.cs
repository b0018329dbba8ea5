using System.Diagnostics;
using Revdex.Storage;
using Revdex.Storage.Remote;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

/// <summary>What every remote store does when the network or the server does not do its part: the same, whoever speaks to it.</summary>
public abstract class StoreFaultTests : IAsyncLifetime
{
    protected const string Key = "v1/objects/ab/abcdef";

    private static readonly TransferLimits Quick = new() { IdleTimeoutMs = 20_000, DelayMs = 1, DelayMaxMs = 5, RetryAfterMaxMs = 3_000 };

    /// <summary>For servers that say nothing; on a busy machine others take this long too, which costs attempts.</summary>
    private static readonly TransferLimits Impatient = Quick with { IdleTimeoutMs = 700 };

    private readonly byte[] _content = RandomBytes(300_000);

    /// <summary>Stands before the server that <see cref="StartAsync"/> starts.</summary>
    internal FaultProxy Proxy { get; private set; } = null!; // set by InitializeAsync, which xunit calls before each test

    internal IObjectStore Store { get; private set; } = null!; // the same

    internal static StoreOptions Options => new() { Limits = Quick };

    public async Task InitializeAsync()
    {
        Proxy = await FaultProxy.StartAsync(await StartAsync());
        Store = Open(Proxy.Address, Options);
        await SeedAsync(Key, _content);
    }

    public virtual async Task DisposeAsync() => await Proxy.DisposeAsync();

    /// <summary>The server's address.</summary>
    protected abstract Task<string> StartAsync();

    internal abstract IObjectStore Open(string address, StoreOptions options);

    protected abstract Task SeedAsync(string key, byte[] content);

    public static TheoryData<string> Passing => ["delay", "reset", "408", "429", "500", "502", "503", "504", "cut", "silent cut", "silence"];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Trouble_that_passes_is_bridged(string trouble)
    {
        Fault fault = trouble switch
        {
            "delay" => new Fault.Delay(100),
            "reset" => new Fault.Reset(),
            "cut" => new Fault.Cut(100_000),
            "silent cut" => new Fault.Cut(100_000, IsSilent: true),
            "silence" => new Fault.Silence(),
            var status => new Fault.Status(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)),
        };
        Store = Open(Proxy.Address, Options with { Limits = trouble.StartsWith("silen", StringComparison.Ordinal) ? Impatient : Quick });
        Proxy.Script(fault, fault);
        Assert.Equal(_content, await ReadAsync());
        Proxy.Script(fault);
        Assert.Equal(_content[1000..3000], (await Store.GetRangeAsync(Key, 1000, 2000))?.ToArray());
        Proxy.Script(trouble.Contains("cut", StringComparison.Ordinal) ? Fault.None : fault);
        Assert.True(await Store.ExistsAsync(Key));
    }

    [Fact]
    public async Task Broken_off_download_goes_on_where_it_broke()
    {
        Proxy.Script(new Fault.Cut(200_000), new Fault.Cut(50_000));
        Assert.Equal(_content, await ReadAsync());
        Assert.InRange(Proxy.BytesSent, 0, 480_000);
        Assert.Equal(3, Proxy.Requests.Count(r => r.StartsWith("GET", StringComparison.Ordinal)));
        Assert.Contains(Proxy.Requests, r => r.Contains("bytes=", StringComparison.Ordinal) && r.EndsWith('-'));
    }

    [Fact]
    public async Task Object_that_was_replaced_meanwhile_is_not_mixed()
    {
        const string hint = "v1/branches/main.json";
        await SeedAsync(hint, _content);
        Proxy.Faults = (_, number) => number == 0 ? new Fault.Cut(100_000) : Replace();
        var error = await Assert.ThrowsAsync<RevdexException>(async () => await (await Store.OpenAsync(hint))!.CopyToAsync(Stream.Null));
        Assert.Contains("replaced", error.Message, StringComparison.Ordinal);

        Fault Replace()
        {
            Proxy.Faults = (_, _) => Fault.None;
            ReplaceAsync(hint, RandomBytes(300_001)).GetAwaiter().GetResult();
            return Fault.None;
        }
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Refusal_is_told_at_once_in_one_line_without_secrets(int status)
    {
        Proxy.Faults = (_, _) => new Fault.Status(status);
        var error = await Assert.ThrowsAsync<RevdexException>(() => Store.OpenAsync(Key));
        Assert.Equal(ExitCode.Store, error.ExitCode);
        Assert.StartsWith($"store {Store.Name}: get {Key}: the store answered {status}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("sig=", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(S3Server.Secret, error.ToString(), StringComparison.Ordinal);
        Assert.Single(Proxy.Requests);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(0)]
    public async Task Lasting_trouble_is_given_up_after_some_attempts(int status)
    {
        Store = Open(Proxy.Address, Options with { Limits = status == 0 ? Impatient : Quick });
        Proxy.Faults = (_, _) => status == 0 ? new Fault.Silence() : new Fault.Status(status);
        var error = await Assert.ThrowsAsync<RevdexException>(() => Store.OpenAsync(Key));
        Assert.Equal(ExitCode.Store, error.ExitCode);
        Assert.Contains(status == 0 ? "no answer for 0.7 s, 4 times; try again later" : "503", error.Message, StringComparison.Ordinal);
        Assert.Equal(Quick.AttemptsMax, Proxy.Requests.Count);
    }

    [Fact]
    public async Task Retry_after_is_honoured_unless_it_is_long()
    {
        var clock = Stopwatch.StartNew();
        Proxy.Script(new Fault.Status(503, RetryAfter: "1"));
        Assert.Equal(_content, await ReadAsync());
        Assert.True(clock.ElapsedMilliseconds >= 990);
        Proxy.Script(new Fault.Status(429, RetryAfter: "600"));
        var error = await Assert.ThrowsAsync<RevdexException>(() => Store.OpenAsync(Key));
        Assert.Contains("600 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_is_not_there_is_told()
    {
        await using (var gone = await FaultProxy.StartAsync(Proxy.Address))
        {
            Store = Open(gone.Address, Options);
        }

        var error = await Assert.ThrowsAsync<RevdexException>(() => Store.OpenAsync(Key));
        Assert.Equal(ExitCode.Store, error.ExitCode);
        Assert.Contains("the connection failed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_waiting_at_once()
    {
        Proxy.Faults = (_, _) => new Fault.Silence();
        var store = Open(Proxy.Address, Options with { Limits = new TransferLimits() });
        using var cancel = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.OpenAsync(Key, cancel.Token));
    }

    /// <summary>Past the proxy.</summary>
    protected abstract Task ReplaceAsync(string key, byte[] content);

    protected async Task<byte[]?> ReadAsync(string key = Key)
    {
        await using var stream = await Store.OpenAsync(key);
        using var copy = new MemoryStream();
        await (stream?.CopyToAsync(copy) ?? Task.CompletedTask);
        return stream is null ? null : copy.ToArray();
    }

    protected static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
