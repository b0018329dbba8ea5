using Revdex.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

public sealed class HttpFaultTests : StoreFaultTests
{
    private readonly TemporaryFolder _folder = new();
    private FileServer _server = null!; // StartAsync sets it

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<string> StartAsync()
    {
        _server = await FileServer.StartAsync(_folder.Path);
        return _server.Address;
    }

    internal override IObjectStore Open(string address, StoreOptions options) => ObjectStores.Open($"{address}/store", options);

    protected override Task SeedAsync(string key, byte[] content) => new FolderStore(_folder["store"]) is var store && StoreKey.IsMutable(key)
        ? store.PutAsync(key, content)
        : store.PutIfAbsentAsync(key, new MemoryStream(content));

    protected override Task ReplaceAsync(string key, byte[] content) => SeedAsync(key, content);

    [Fact]
    public async Task Server_without_ranges_sends_all_again_and_what_was_read_is_passed_over()
    {
        _server.IgnoresRanges = true;
        await Trouble_that_passes_is_bridged("cut");
    }
}
