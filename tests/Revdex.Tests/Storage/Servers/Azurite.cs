using System.Diagnostics;
using System.Text.RegularExpressions;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Revdex.Tests.Npm;

namespace Revdex.Tests.Storage.Servers;

/// <summary>Microsoft's emulator of Azure Blob Storage, of npm, on a free loopback port, with everything in memory.</summary>
public sealed partial class Azurite : IAsyncLifetime
{
    public const string Account = "devstoreaccount1";

    /// <summary>The emulator's own well-known key.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>
    /// Ends with the test process, however that ends: it reads standard input until there is no more. A blob is looked up by its name first, whose index
    /// Loki then uses: in the emulator's own order (account, container, name) each put goes through all blobs, 26 s of CPU for 5,200 of them.
    /// </summary>
    private const string Launcher = """
        process.stdin.resume();
        process.stdin.on('end', () => process.exit());
        const script = process.argv[1];
        const { Collection } = require(require.resolve('lokijs', { paths: [script] }));
        const findOne = Collection.prototype.findOne;
        Collection.prototype.findOne = function (query) { return findOne.call(this, query.name === undefined ? query : { name: query.name, ...query }); };
        require(script);
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly string[] _arguments;
    private Process? _process;
    private int _containers;

    public Azurite()
        : this([])
    {
    }

    internal Azurite(string[] arguments) => _arguments = arguments;

    /// <summary>Of the server, without the account.</summary>
    public string Address { get; private set; } = "";

    public string Endpoint => $"{Address}/{Account}";

    public async Task InitializeAsync()
    {
        var script = new NpmFixture().PackageFile("azurite/dist/src/blob/main.js");
        string[] arguments = ["-e", Launcher, script, "--blobHost", "127.0.0.1", "--blobPort", "0", "--inMemoryPersistence", "--silent", "--disableTelemetry", .. _arguments];
        _process = Process.Start(new ProcessStartInfo("node", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!; // null only where a running process is reused
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (Address.Length == 0)
        {
            var line = await _process.StandardOutput.ReadLineAsync(timeout.Token) ?? throw new InvalidOperationException("Azurite ended before it listened");
            Address = Listens().Match(line).Groups[1].Value;
        }

        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None); // Or it would block on a full pipe.
    }

    public Task DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A new container's name.</summary>
    public async Task<string> NewContainerAsync(string? address = null)
    {
        var name = $"c{Interlocked.Increment(ref _containers):d4}";
        await ContainerOf(name, address).CreateAsync();
        return name;
    }

    /// <summary>One blob, opened with the account's key: what an attacker or an administrator may do.</summary>
    internal BlobClient Blob(string container, string name) => ContainerOf(container, null).GetBlobClient(name);

    /// <summary>What opens a container's part with a SAS that may do everything there.</summary>
    /// <param name="address">Of a proxy before the emulator; null: the emulator's own.</param>
    internal string Url(string container, string? address = null, BlobContainerSasPermissions permissions = BlobContainerSasPermissions.All)
    {
        var sas = new BlobSasBuilder(permissions, DateTimeOffset.UtcNow.AddHours(2)) { BlobContainerName = container, Resource = "c" };
        return $"az://{Account}/{container}/team/code?endpoint={address ?? Address}/{Account}&{sas.ToSasQueryParameters(new StorageSharedKeyCredential(Account, Key))}";
    }

    private BlobContainerClient ContainerOf(string name, string? address) =>
        new(new Uri($"{address ?? Address}/{Account}/{name}"), new StorageSharedKeyCredential(Account, Key));

    [GeneratedRegex("successfully listens on (https?://[0-9.:]+)")]
    private static partial Regex Listens();
}
