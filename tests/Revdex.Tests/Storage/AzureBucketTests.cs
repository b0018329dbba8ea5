using Revdex.Storage;
using Revdex.Storage.Remote;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

[Collection(nameof(AzuriteTests))]
public sealed class AzureBucketTests(Azurite azurite) : ObjectStoreConformanceTests
{
    private string _url = "";

    /// <summary>The emulator takes 5 ms of CPU to put one, 26 s for 5,200, so there are fewer, in smaller pages.</summary>
    protected override int ManyKeys => 900;

    protected override string Url => _url;

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task<IObjectStore> OpenEmptyStoreAsync()
    {
        _url = azurite.Url(await azurite.NewContainerAsync());
        return Reopen();
    }

    protected override IObjectStore Reopen() => ObjectStores.Open(_url, new StoreOptions { Limits = new TransferLimits { PageMax = 200 } });
}
