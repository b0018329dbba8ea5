using Revdex.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

[Collection(nameof(AzuriteTests))]
public sealed class AzureFaultTests(Azurite azurite) : PublishingFaultTests
{
    private string _container = "";
    private int _puts;

    internal override IObjectStore Direct => Open(azurite.Address, Options);

    protected override async Task<string> StartAsync()
    {
        _container = await azurite.NewContainerAsync();
        return azurite.Address;
    }

    internal override IObjectStore Open(string address, StoreOptions options) => ObjectStores.Open(azurite.Url(_container, address), options);

    /// <summary>After two blocks.</summary>
    protected override bool IsLast(string request) => request.StartsWith("PUT", StringComparison.Ordinal) && Interlocked.Increment(ref _puts) == 3;
}
