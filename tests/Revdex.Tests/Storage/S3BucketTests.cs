using Revdex.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

public sealed class S3BucketTests : ObjectStoreConformanceTests
{
    private static readonly Dictionary<string, string> Keys = new() { ["AWS_ACCESS_KEY_ID"] = S3Server.KeyId, ["AWS_SECRET_ACCESS_KEY"] = S3Server.Secret };

    private S3Server _server = null!; // OpenEmptyStoreAsync sets it

    protected override string Url => _server.Url();

    protected override IReadOnlyDictionary<string, string> ChildEnvironment => Keys;

    public override async Task DisposeAsync() => await _server.DisposeAsync();

    protected override async Task<IObjectStore> OpenEmptyStoreAsync()
    {
        _server = await S3Server.StartAsync();
        return Reopen();
    }

    protected override IObjectStore Reopen() => ObjectStores.Open(Url, new StoreOptions { Environment = Keys.GetValueOrDefault });

    [Fact]
    public async Task Failed_and_cancelled_uploads_leave_no_parts()
    {
        await using var failing = new ForwardOnlyStream(RandomBytes(20_000_000), failAfterBytes: 18_000_000);
        await Assert.ThrowsAnyAsync<Exception>(() => Store.PutIfAbsentAsync("a", failing));
        Assert.Equal(0, _server.UploadsUnderWay);
        Assert.Contains(_server.Requests, r => r.Contains("uploadId", StringComparison.Ordinal));
    }
}
