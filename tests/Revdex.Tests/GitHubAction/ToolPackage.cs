using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using Revdex.Extraction;

namespace Revdex.Tests.GitHubAction;

/// <summary>What a platform's tool package holds, by the files' own headers.</summary>
internal sealed class ToolPackage : IDisposable
{
    private const int HeaderBytes = 4096;

    private readonly ZipArchive _archive;
    private readonly string _rid;

    /// <param name="path">Of a <c>revdex.RID.VERSION.nupkg</c>.</param>
    public ToolPackage(string path)
    {
        _archive = ZipFile.OpenRead(path);
        _rid = Path.GetFileName(path).Split('.')[1];
    }

    /// <summary>Of our own assemblies; without, the same code starts slower.</summary>
    public bool IsReadyToRun => new[] { "revdex.dll", "Revdex.Core.dll" }.All(name => Assembly(name).IsCompiled);

    /// <summary>The platforms' packages in a folder; the one that only names them is passed over.</summary>
    public static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(folder, "revdex.*.nupkg").Where(path => Path.GetFileName(path).Split('.')[1].Contains('-')).Order(StringComparer.Ordinal);

    /// <summary>Lines; none where it is as it should be.</summary>
    public IReadOnlyList<string> Faults() => [.. NativeFaults(), .. AssemblyFaults()];

    public void Dispose() => _archive.Dispose();

    private IEnumerable<string> NativeFaults()
    {
        var natives = _archive.Entries.Where(e => e.FullName.Contains("/runtimes/", StringComparison.Ordinal)).ToList();
        var ending = _rid.Split('-')[0] switch { "win" => ".dll", "osx" => ".dylib", _ => ".so" };
        var expected = LanguageSet.Default.All.Select(l => $"tree-sitter-{l.GrammarId}").Distinct().Append("tree-sitter").Append(ending == ".dll" ? "duckdb" : "libduckdb").Select(name => name + ending);
        foreach (var missing in expected.Except(natives.Select(e => e.Name)))
        {
            yield return $"{missing} is missing";
        }

        foreach (var entry in natives.Where(e => !e.FullName.Contains($"/runtimes/{_rid}/native/", StringComparison.Ordinal) || PlatformOf(Header(e)) != _rid))
        {
            yield return $"{entry.FullName} is of {PlatformOf(Header(entry))}";
        }
    }

    private IEnumerable<string> AssemblyFaults() =>
        from name in new[] { "revdex.dll", "Revdex.Core.dll" }
        let assembly = Assembly(name)
        where assembly.IsCompiled && assembly.Machine != CompiledMachine()
        select $"{name} was compiled for machine {assembly.Machine:x}";

    private (bool IsCompiled, ushort Machine) Assembly(string name)
    {
        using var content = _archive.Entries.Single(e => e.Name == name).Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        copy.Position = 0;
        var headers = new PEHeaders(copy);
        return (headers.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, (ushort)headers.CoffHeader.Machine); // An assembly has one.
    }

    /// <summary>ReadyToRun marks the system in the machine's number (<c>IMAGE_FILE_MACHINE_OS_MASK</c>).</summary>
    private ushort CompiledMachine() =>
        (ushort)((_rid.EndsWith("arm64", StringComparison.Ordinal) ? 0xAA64 : 0x8664) ^ _rid.Split('-')[0] switch { "win" => 0, "osx" => 0x4644, _ => 0x7B79 });

    private static byte[] Header(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var header = new byte[HeaderBytes];
        content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return header;
    }

    /// <summary>A RID by the magic of ELF, Mach-O (also of several machines, which hold ours) or PE.</summary>
    private static string PlatformOf(byte[] header) => BinaryPrimitives.ReadUInt32BigEndian(header) switch
    {
        0x7F454C46 => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(18)) switch { 62 => "linux-x64", 183 => "linux-arm64", var m => $"ELF machine {m}" },
        0xCFFAEDFE => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)) switch { 0x0100000C => "osx-arm64", 0x01000007 => "osx-x64", var m => $"Mach-O machine {m:x}" },
        0xCAFEBABE when FatMachines(header).Contains(0x0100000Cu) => "osx-arm64",
        var magic when magic >> 16 == 0x4D5A => WindowsMachine(header),
        var magic => $"magic {magic:x8}",
    };

    private static IEnumerable<uint> FatMachines(byte[] header)
    {
        const int entriesMax = 16;
        var count = Math.Min(entriesMax, BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)));
        return Enumerable.Range(0, (int)count).Select(i => BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8 + (20 * i))));
    }

    private static string WindowsMachine(byte[] header)
    {
        var at = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(0x3C));
        return at > header.Length - 6 ? "a far PE header" : BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at + 4)) switch { 0x8664 => "win-x64", var m => $"PE machine {m:x}" };
    }
}
