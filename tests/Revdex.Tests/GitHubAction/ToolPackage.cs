using System.IO.Compression;
using System.Reflection.PortableExecutable;
using Revdex.Tests.GitHubAction.Images;

namespace Revdex.Tests.GitHubAction;

/// <summary>What a platform's tool package holds, by what the files say themselves.</summary>
internal sealed class ToolPackage : IDisposable
{
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
        var called = CalledFunctions.Of(_rid);
        foreach (var missing in called.Keys.Except(natives.Select(e => e.Name)))
        {
            yield return $"{missing} is missing";
        }

        foreach (var fault in natives.SelectMany(e => FaultsOf(e, called.GetValueOrDefault(e.Name))))
        {
            yield return fault;
        }
    }

    /// <param name="called">Null where nothing of the file's name is called.</param>
    private IEnumerable<string> FaultsOf(ZipArchiveEntry entry, IReadOnlyList<string>? called)
    {
        var image = NativeImage.Read(Content(entry), _rid.Split('-')[1]);
        if (image.Platform != _rid || !entry.FullName.Contains($"/runtimes/{_rid}/native/", StringComparison.Ordinal))
        {
            yield return $"{entry.FullName} is of {image.Platform}";
        }
        else if (called is null)
        {
            yield return $"{entry.FullName} is used by nothing";
        }
        else
        {
            var absent = called.Where(name => !image.Exports.Contains(name)).Select(name => $"{entry.Name} has no {name}");
            foreach (var fault in image.Fault is null ? absent : absent.Append($"{entry.Name} {image.Fault}"))
            {
                yield return fault;
            }
        }
    }

    private IEnumerable<string> AssemblyFaults() =>
        from name in new[] { "revdex.dll", "Revdex.Core.dll" }
        let assembly = Assembly(name)
        where assembly.IsCompiled && assembly.Machine != CompiledMachine()
        select $"{name} was compiled for machine {assembly.Machine:x}";

    private (bool IsCompiled, ushort Machine) Assembly(string name)
    {
        using var content = new MemoryStream(Content(_archive.Entries.Single(e => e.Name == name)), writable: false);
        var headers = new PEHeaders(content);
        return (headers.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, (ushort)headers.CoffHeader.Machine); // An assembly has one.
    }

    /// <summary>ReadyToRun marks the system in the machine's number (<c>IMAGE_FILE_MACHINE_OS_MASK</c>).</summary>
    private ushort CompiledMachine() =>
        (ushort)((_rid.EndsWith("arm64", StringComparison.Ordinal) ? 0xAA64 : 0x8664) ^ _rid.Split('-')[0] switch { "win" => 0, "osx" => 0x4644, _ => 0x7B79 });

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var bytes = new byte[entry.Length];
        content.ReadExactly(bytes);
        return bytes;
    }
}
