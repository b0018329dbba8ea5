namespace Revdex.Tests.GitHubAction.Images;

public class NativeImageTests
{
    /// <summary>The build's npm folder has this grammar for every platform.</summary>
    private static readonly string Prebuilds = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "native", "npm", "node_modules", "@ast-grep", "lang-c", "prebuilds"));

    public static TheoryData<string, string> Platforms => new()
    {
        { "Linux-X64", "linux-x64" },
        { "Linux-ARM64", "linux-arm64" },
        { "Windows-X64", "win-x64" },
        { "macOS-ARM64", "osx-arm64" },
        { "macOS-X64", "osx-x64" },
    };

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Tells_platform_and_functions(string folder, string rid)
    {
        var image = NativeImage.Read(Prebuilt(folder), rid.Split('-')[1]);
        Assert.Equal(rid, image.Platform);
        Assert.Contains("tree_sitter_c", image.Exports);
        Assert.DoesNotContain("tree_sitter_cpp", image.Exports);
        Assert.Null(image.Fault);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void What_is_cut_off_is_an_error(string folder, string rid)
    {
        var bytes = Prebuilt(folder);
        foreach (var length in new[] { 8, 64, 100, 200 })
        {
            Assert.Throws<InvalidDataException>(() => NativeImage.Read(bytes.AsMemory(0, length), rid));
        }
    }

    [Fact]
    public void A_library_that_was_changed_after_it_was_signed_is_at_fault()
    {
        var bytes = Prebuilt("macOS-ARM64");
        bytes[bytes.Length / 2] ^= 1;
        Assert.Contains("after it was signed", NativeImage.Read(bytes, "arm64").Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_machines_ours_is_read()
    {
        var parts = new[] { Prebuilt("macOS-X64"), Prebuilt("macOS-ARM64") };
        var file = new byte[4096 + parts.Sum(p => p.Length)];
        Write(file, 0, 0xCAFEBABE, 2);
        var at = 4096;
        for (var i = 0; i < 2; i++)
        {
            Write(file, 8 + (20 * i), i == 0 ? 0x01000007u : 0x0100000Cu, 0, (uint)at, (uint)parts[i].Length, 0);
            parts[i].CopyTo(file, at);
            at += parts[i].Length;
        }

        Assert.Equal("osx-arm64", NativeImage.Read(file, "arm64").Platform);
        Assert.Equal("osx-x64", NativeImage.Read(file, "x64").Platform);
    }

    [Fact]
    public void The_sources_tell_what_is_called()
    {
        var called = CalledFunctions.Of("win-x64");
        Assert.Contains("revdex_parse", called["tree-sitter.dll"]);
        Assert.Contains("duckdb_open_ext", called["duckdb.dll"]);
        Assert.Equal(["tree_sitter_c_sharp"], called["tree-sitter-csharp.dll"]);
        Assert.True(called["tree-sitter.dll"].Count > 15, "too few functions of the runtime were found");
        Assert.True(called["duckdb.dll"].Count > 50, "too few functions of DuckDB were found");
    }

    private static byte[] Prebuilt(string folder) => File.ReadAllBytes(Path.Combine(Prebuilds, $"prebuild-{folder}", "parser.so"));

    private static void Write(byte[] file, int at, params uint[] numbers)
    {
        foreach (var number in numbers)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at), number);
            at += 4;
        }
    }
}
