using Revdex.Storage;

namespace Revdex.Tests.Storage;

public sealed class FolderStoreTests : ObjectStoreConformanceTests
{
    private readonly TemporaryFolder _folder = new();

    protected override string Url => new Uri(_folder["store"]).AbsoluteUri;

    public override Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    protected override Task<IObjectStore> OpenEmptyStoreAsync() => Task.FromResult(Reopen());

    protected override IObjectStore Reopen() => new FolderStore(_folder["store"]);

    [Fact]
    public async Task Folder_is_made_by_the_first_put_only()
    {
        await Store.ExistsAsync("a");
        await ListAsync("");
        Assert.False(Directory.Exists(_folder["store"]));
        await Store.PutIfAbsentAsync("a", new MemoryStream([1]));
        Assert.True(File.Exists(_folder["store/a"]));
    }

    [Fact]
    public async Task No_temporary_file_stays_after_puts_won_lost_and_failed()
    {
        await Store.PutIfAbsentAsync("a", new MemoryStream([1]));
        await Store.PutIfAbsentAsync("a", new MemoryStream([2]));
        await Store.PutAsync("v1/branches/a", new byte[] { 1 });
        await Assert.ThrowsAnyAsync<Exception>(() => Store.PutIfAbsentAsync("b", new ForwardOnlyStream(new byte[100], 0)));
        Assert.Empty(Directory.EnumerateFiles(_folder["store/.tmp"]));
    }

    [Fact]
    public async Task Leftovers_of_dead_writers_are_swept_and_those_of_live_ones_stay()
    {
        Directory.CreateDirectory(_folder["store/.tmp"]);
        var current = ProcessIdentity.Current;
        var dead = current with { StartedAt = current.StartedAt - 1 };
        var elsewhere = current with { Machine = "00000000", Id = 1 };
        File.WriteAllText(_folder[$"store/.tmp/{dead}-1"], "half");
        File.WriteAllText(_folder[$"store/.tmp/{current}-9999"], "half");
        File.WriteAllText(_folder[$"store/.tmp/{elsewhere}-1"], "half");
        File.WriteAllText(_folder[$"store/.tmp/{elsewhere}-2"], "half");
        File.SetLastWriteTimeUtc(_folder[$"store/.tmp/{elsewhere}-2"], DateTime.UtcNow.AddDays(-2));
        await Store.PutIfAbsentAsync("a", new MemoryStream([1]));
        Assert.Equal(
            new[] { $"{current}-9999", $"{elsewhere}-1" }.Order(),
            Directory.EnumerateFiles(_folder["store/.tmp"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Leftover_of_a_killed_writer_is_swept_by_the_next()
    {
        using var child = ChildProcess.Start("store-put", Url, "a");
        Assert.Equal("half", child.ReadLine());
        child.Kill();
        Assert.Single(Directory.EnumerateFiles(_folder["store/.tmp"]));
        await Store.PutIfAbsentAsync("b", new MemoryStream([1]));
        Assert.Empty(Directory.EnumerateFiles(_folder["store/.tmp"]));
    }

    [Fact]
    public async Task Trouble_with_the_disk_is_one_line_with_the_store_exit_code()
    {
        File.WriteAllText(_folder["store"], "a file where the folder should be");
        var error = await Assert.ThrowsAsync<RevdexException>(() => Store.PutIfAbsentAsync("a/b", new MemoryStream([1])));
        Assert.Equal(ExitCode.Store, error.ExitCode);
        Assert.StartsWith("store file:///", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Name_is_a_url_that_opens_the_same_store() =>
        Assert.Equal(Store.Name, ObjectStores.Open(Store.Name).Name);
}
