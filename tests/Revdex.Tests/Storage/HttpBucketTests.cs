using Revdex.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

/// <summary>A folder store's files behind a web server.</summary>
public class HttpBucketTests : StoreReadingConformanceTests
{
    private readonly TemporaryFolder _folder = new();

    internal FileServer Server { get; private set; } = null!; // OpenEmptyStoreAsync sets it

    protected string Url => $"{Server.Address}/team/code";

    protected override async Task<IObjectStore> OpenEmptyStoreAsync()
    {
        Server = await FileServer.StartAsync(_folder.Path);
        return Reopen();
    }

    protected override IObjectStore Reopen() => ObjectStores.Open(Url);

    protected override Task SeedAsync(string key, byte[] content) => Folder.PutIfAbsentAsync(key, new MemoryStream(content));

    public override async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    private FolderStore Folder => new(_folder["team/code"]);

    [Fact]
    public async Task Writing_and_listing_are_refused_with_what_to_do()
    {
        foreach (var error in new[]
        {
            await Assert.ThrowsAsync<RevdexException>(() => Store.PutIfAbsentAsync("a", new MemoryStream([1]))),
            await Assert.ThrowsAsync<RevdexException>(() => Store.PutAsync("v1/branches/a.json", new byte[1])),
            await Assert.ThrowsAsync<RevdexException>(() => Store.DeleteAsync("a")),
            await Assert.ThrowsAsync<RevdexException>(async () => await Store.ListAsync("").GetAsyncEnumerator().MoveNextAsync()),
        })
        {
            Assert.Equal(ExitCode.Store, error.ExitCode);
            Assert.Contains("az://", error.Message, StringComparison.Ordinal);
        }

        Assert.False(Store.CanList);
    }

    [Fact]
    public async Task User_password_and_query_go_to_the_host_and_not_where_it_redirects()
    {
        await SeedAsync("a", [7]);
        await using var elsewhere = await FileServer.StartAsync(_folder.Path);
        var url = $"{Url.Replace("://", "://user:se%40cret@", StringComparison.Ordinal)}?sig=alsoSecret";
        var store = ObjectStores.Open(url);
        Assert.Equal([7], await ReadAsync(store, "a"));
        Server.RedirectsTo = elsewhere.Address;
        Assert.Equal([7], await ReadAsync(store, "a"));
        Assert.All(Server.Requests, r => Assert.Equal(("GET /team/code/a?sig=alsoSecret", "Basic dXNlcjpzZUBjcmV0"), r));
        Assert.Equal([("GET /team/code/a", "")], elsewhere.Requests);
        Assert.DoesNotContain("ecret", store.Name, StringComparison.Ordinal);
    }
}
