using Revdex.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

public sealed class S3FaultTests : PublishingFaultTests
{
    private static readonly Dictionary<string, string> Keys = new() { ["AWS_ACCESS_KEY_ID"] = S3Server.KeyId, ["AWS_SECRET_ACCESS_KEY"] = S3Server.Secret };

    private S3Server _server = null!; // StartAsync sets it

    internal override IObjectStore Direct => Open(_server.Address, Options);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }

    protected override async Task<string> StartAsync()
    {
        _server = await S3Server.StartAsync();
        return _server.Address;
    }

    internal override IObjectStore Open(string address, StoreOptions options) =>
        ObjectStores.Open($"s3://{S3Server.Bucket}/p?endpoint={address}&region={S3Server.Region}", options with { Environment = Keys.GetValueOrDefault });

    protected override bool IsLast(string request) => request.StartsWith("POST", StringComparison.Ordinal) && _server.UploadsUnderWay > 0;
}
