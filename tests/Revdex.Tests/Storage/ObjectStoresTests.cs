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

    [Theory]
    [InlineData("ftp://user:secret@host/x?sig=secret")]
    [InlineData("https://user:secret@/x")]
    [InlineData("http://user:secret@example.org/x?sig=secret")]
    [InlineData("az://user:secret@account/c?sig=secret")]
    [InlineData("s3://b/p?secret=secret")]
    public void Complaints_about_a_url_keep_its_secrets(string url)
    {
        var error = Assert.Throws<RevdexException>(() => ObjectStores.Open(url));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.DoesNotContain("secret", error.Message.Replace("'secret' means nothing", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://user:pass@host/a/b?sig=x", "https://host/a/b")]
    [InlineData("https://user:p@ss@host?x", "https://host")]
    [InlineData("https://host/a@b/c", "https://host/a@b/c")]
    [InlineData("az://account/container/p?sv=1&sig=x", "az://account/container/p")]
    [InlineData("/srv/a@b", "/srv/a@b")]
    [InlineData("file:///srv/a@b", "file:///srv/a@b")]
    public void Url_is_shown_without_what_may_be_secret(string url, string shown) => Assert.Equal(shown, ObjectStores.Redacted(url));

    [Theory]
    [InlineData("http://127.0.0.1:1/x", "plain http")]
    [InlineData("http://example.org/x", "plain http")]
    [InlineData("https://user:x@example.org/x", "no credential")]
    [InlineData("https://example.org/x?sig=x", "no credential")]
    [InlineData("az://account/container?sig=x", "no credential")]
    public void Committed_file_may_name_neither_plain_http_nor_a_credential(string url, string complaint)
    {
        var error = Assert.Throws<RevdexException>(() => ObjectStores.Open(url, new StoreOptions { IsNamedByUser = false }));
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_http_is_for_this_machine_or_where_it_was_allowed()
    {
        Assert.Equal("http://127.0.0.1:1/x", ObjectStores.Open("http://127.0.0.1:1/x").Name);
        Assert.Contains("revdex.plainHttp", Assert.Throws<RevdexException>(() => ObjectStores.Open("http://example.org/x")).Message, StringComparison.Ordinal);
        Assert.Equal("http://example.org/x", ObjectStores.Open("http://example.org/x", new StoreOptions { AllowsPlainHttp = true }).Name);
    }

    [Theory]
    [InlineData("az://account/container/team/code")]
    [InlineData("s3://bucket/team/code?endpoint=https://example.org&region=auto&conditional=off")]
    [InlineData("https://example.org/team/code")]
    public void Name_is_a_url_that_opens_the_same_store(string url)
    {
        var options = new StoreOptions { Environment = _ => null };
        Assert.Equal(url, ObjectStores.Open(url, options).Name);
        Assert.Equal(url, ObjectStores.Open(ObjectStores.Open(url, options).Name, options).Name);
    }

    [Fact]
    public void Folder_stores_load_no_client_library()
    {
        using var child = ChildProcess.Start("store-assemblies");
        Assert.Equal("none", child.ReadLine());
        Assert.Equal(0, child.Finish());
    }
}
