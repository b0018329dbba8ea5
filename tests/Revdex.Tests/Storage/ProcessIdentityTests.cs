using System.Diagnostics;
using Revdex.Storage;

namespace Revdex.Tests.Storage;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void Reads_back_what_it_writes()
    {
        Assert.True(ProcessIdentity.TryParse($"{ProcessIdentity.Current}-12.lease", out var parsed));
        Assert.Equal(ProcessIdentity.Current, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("12-x-abcdefgh")]
    [InlineData("12-13-abc")]
    [InlineData("-1-2-abcdefgh")]
    public void Refuses_names_that_are_none(string name) => Assert.False(ProcessIdentity.TryParse(name, out _));

    [Fact]
    public void File_of_an_ended_process_is_a_leftover()
    {
        using var folder = new TemporaryFolder();
        using var process = Process.Start(new ProcessStartInfo("git", "--version") { RedirectStandardOutput = true })!;
        process.WaitForExit();
        var ended = new ProcessIdentity(process.Id, 1, ProcessIdentity.Current.Machine);
        File.WriteAllText(folder[$"{ended}-1"], "");
        File.WriteAllText(folder[$"{ProcessIdentity.Current}-1"], "");
        Assert.False(ProcessIdentity.MayOwn(new FileInfo(folder[$"{ended}-1"])));
        Assert.True(ProcessIdentity.MayOwn(new FileInfo(folder[$"{ProcessIdentity.Current}-1"])));
    }
}
