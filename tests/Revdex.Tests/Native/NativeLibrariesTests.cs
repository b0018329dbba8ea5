using System.Runtime.InteropServices;
using Revdex.Native;

namespace Revdex.Tests.Native;

public class NativeLibrariesTests
{
    [Fact]
    public void Loads_what_the_build_laid_out()
    {
        var library = NativeLibraries.Load("tree-sitter");
        Assert.True(NativeLibrary.TryGetExport(library, "ts_parser_new", out _));
        Assert.Equal(library, NativeLibraries.Load("tree-sitter"));
    }

    [Fact]
    public void Says_in_one_line_what_is_missing()
    {
        var error = Assert.Throws<RevdexException>(() => NativeLibraries.Load("no-such-library"));
        Assert.Equal(ExitCode.Environment, error.ExitCode);
        Assert.Contains("no-such-library", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
