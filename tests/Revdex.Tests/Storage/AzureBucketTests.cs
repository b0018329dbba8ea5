using Revdex.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

[Collection(nameof(AzuriteTests))]
public sealed class AzureBucketTests(Azurite azurite) : ObjectStoreConformanceTests
{
    private string _url = "";

    protected override string Url => _url;

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task<IObjectStore> OpenEmptyStoreAsync()
    {
        _url = azurite.Url(await azurite.NewContainerAsync());
        return Reopen();
    }

    protected override IObjectStore Reopen() => ObjectStores.Open(_url);
}
