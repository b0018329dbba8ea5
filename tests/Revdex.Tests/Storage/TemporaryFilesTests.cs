using Revdex.Storage;

namespace Revdex.Tests.Storage;

public sealed class TemporaryFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Replaces_a_file_by_a_whole_one_that_is_closed()
    {
        var path = _folder["files/name"];
        var files = new TemporaryFiles(_folder["tmp"]);
        files.Replace(path, file => file.Write("first"u8));
        files.Replace(path, file => file.Write("second"u8), isDurable: false);
        using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal("second"u8.Length, alone.Length);
        Assert.Empty(Directory.EnumerateFiles(_folder["tmp"]));
    }

    [Fact]
    public void What_fails_while_it_is_written_leaves_the_old_file_and_no_other()
    {
        var path = _folder["files/name"];
        var files = new TemporaryFiles(_folder["tmp"]);
        files.Replace(path, file => file.Write("first"u8));
        Assert.Throws<InvalidOperationException>(() => files.Replace(path, file => throw new InvalidOperationException()));
        Assert.Equal("first"u8.ToArray(), AtomicFile.ReadAllBytes(path));
        Assert.Empty(Directory.EnumerateFiles(_folder["tmp"]));
    }
}
