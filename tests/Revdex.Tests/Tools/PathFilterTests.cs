using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

public class PathFilterTests
{
    [Theory]
    [InlineData(@".\src\Git\", "src/Git")]
    [InlineData(@"src\*.cs", "src/*.cs")]
    [InlineData("src/Git/", "src/Git")]
    [InlineData(@"caf\xe9.txt", @"caf\xe9.txt")] // An escaped path, of bytes that are no UTF-8.
    public void On_Windows_a_backslash_parts_folders(string text, string path) => Assert.Equal(path, PathFilter.Clean(text, isWindows: true));

    [Fact]
    public void Elsewhere_a_backslash_is_part_of_a_name() => Assert.Equal(@"src\a.cs", PathFilter.Clean(@"./src\a.cs", isWindows: false));
}
