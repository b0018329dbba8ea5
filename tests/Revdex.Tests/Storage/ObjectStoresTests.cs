using Revdex.Storage;

namespace Revdex.Tests.Storage;

public sealed class ObjectStoresTests
{
    [Theory]
    [InlineData("file:///srv/revdex", "/srv/revdex")]
    [InlineData("FILE:///srv/revdex", "/srv/revdex")]
    [InlineData("file://localhost/srv/re%20vdex", "/srv/re vdex")]
    [InlineData("/srv/revdex/../x", "/srv/x")]
    public void Opens_folders(string url, string folder) =>
        Assert.Equal(new FolderStore(folder).Name, ObjectStores.Open(url).Name);

    [Fact]
    public void Opens_a_relative_folder() =>
        Assert.Equal(new FolderStore(Path.Combine(Environment.CurrentDirectory, "store")).Name, ObjectStores.Open("store").Name);

    [Theory]
    [InlineData("")]
    [InlineData("ftp://host/x")]
    [InlineData("file://host/x")]
    [InlineData("://")]
    public void Says_what_it_knows_when_it_does_not_know_the_url(string url)
    {
        var error = Assert.Throws<RevdexException>(() => ObjectStores.Open(url));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("file:///", error.Message, StringComparison.Ordinal);
    }
}
