using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Revdex.Tests.Npm;

/// <summary>
/// The npm packages that tests run (package.json beside this file), installed once for each lock file under .build/npm-tests, whoever
/// asks first, in whatever process. Use it as a class fixture, or by itself: making one again costs nothing.
/// </summary>
public sealed class NpmFixture
{
    private const int InstallTimeoutMs = 10 * 60 * 1000;
    private const int ScriptTimeoutMs = 2 * 60 * 1000;

    private static readonly string Root = typeof(NpmFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!; // the project file sets it

    private static readonly string Source = Path.Combine(Root, "tests", "Revdex.Tests", "Npm");

    private static readonly Lazy<string> Installed = new(Install);

    /// <summary>Holds package.json and node_modules: a script copied here (<see cref="Script"/>) can import the packages.</summary>
    public string Folder { get; } = Installed.Value;

    /// <summary>A file of a package, such as <c>@modelcontextprotocol/inspector/cli/build/cli.js</c>.</summary>
    public string PackageFile(string path) => Path.Combine([Folder, "node_modules", .. path.Split('/')]);

    /// <summary>Copies a script beside this file to where its imports are found.</summary>
    public string Script(string fileName)
    {
        var target = Path.Combine(Folder, fileName);
        var temporary = $"{target}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}";
        File.Copy(Path.Combine(Source, fileName), temporary, overwrite: true);
        File.Move(temporary, target, overwrite: true);
        return target;
    }

    /// <summary>Runs a script with node and returns what it printed; fails the test with its errors if it fails.</summary>
    public async Task<string> RunScriptAsync(string fileName, string input, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync("node", [Script(fileName), .. arguments], Folder, input, ScriptTimeoutMs);
        Assert.True(exitCode == 0, $"{fileName} ended with {exitCode}: {errors}");
        return output;
    }

    /// <summary>One file of a package, and nothing else of it: some bring libraries of all platforms along.</summary>
    /// <param name="package">Its name, without a scope.</param>
    /// <param name="version">The very one.</param>
    /// <param name="integrity">Of the packed package, as lock files have it.</param>
    /// <param name="entry">The file's path in it.</param>
    public static string PackedFile(string package, string version, string integrity, string entry)
    {
        var folder = Path.Combine(Root, ".build", "npm-tests", $"{package}-{version}");
        Once(folder, () => Unpack(folder, $"{package}@{version}", integrity, entry));
        return Path.Combine(folder, Path.GetFileName(entry));
    }

    private static void Unpack(string folder, string package, string integrity, string entry)
    {
        Directory.CreateDirectory(folder);
        var (exitCode, output, errors) = RunAsync("npm", ["pack", package, "--loglevel=error", "--pack-destination", folder], folder, "", InstallTimeoutMs).GetAwaiter().GetResult(); // as in InstallInto
        Assert.True(exitCode == 0, $"npm pack ended with {exitCode}: {output} {errors}");
        var packed = Path.Combine(folder, output.Trim().Split('\n')[^1].Trim());
        using (var bytes = File.OpenRead(packed))
        {
            Assert.Equal(integrity, "sha512-" + Convert.ToBase64String(SHA512.HashData(bytes)));
            bytes.Position = 0;
            using var files = new TarReader(new GZipStream(bytes, CompressionMode.Decompress));
            var file = files.GetNextEntry();
            while (file is not null && file.Name != entry)
            {
                file = files.GetNextEntry();
            }

            Assert.True(file is not null, $"{package} has no {entry}");
            file.ExtractToFile(Path.Combine(folder, Path.GetFileName(entry)), overwrite: true);
        }

        File.Delete(packed);
    }

    private static string Install()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Source, "package-lock.json"))).AsSpan(0, 8));
        var folder = Path.Combine(Root, ".build", "npm-tests", hash);
        Once(folder, () => InstallInto(folder));
        return folder;
    }

    /// <summary>Does the work that a folder is made by, unless it was done, whichever process asks first.</summary>
    private static void Once(string folder, Action work)
    {
        var done = Path.Combine(folder, "installed");
        using var mutex = new Mutex(false, $"revdex-npm-tests-{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(folder)).AsSpan(0, 8))}");
        Enter(mutex);
        try
        {
            if (!File.Exists(done))
            {
                work();
                File.WriteAllText(done, "");
            }
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    private static void Enter(Mutex mutex)
    {
        try
        {
            Assert.True(mutex.WaitOne(InstallTimeoutMs), "another process holds the lock for installing npm packages");
        }
        catch (AbandonedMutexException)
        {
            // Its holder died: the lock is ours, and what it left unfinished has no mark.
        }
    }

    private static void InstallInto(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in new[] { "package.json", "package-lock.json" })
        {
            File.Copy(Path.Combine(Source, name), Path.Combine(folder, name), overwrite: true);
        }

        // Not awaited on purpose: the mutex belongs to this thread.
        var (exitCode, output, errors) = RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder, "", InstallTimeoutMs).GetAwaiter().GetResult();
        Assert.True(exitCode == 0, $"npm ci ended with {exitCode}: {output} {errors}");
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, string[] arguments, string folder, string input, int timeoutMs)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() && program == "npm" ? "npm.cmd" : program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        using var timeout = new CancellationTokenSource(timeoutMs);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), timeout.Token).ConfigureAwait(false);
            process.StandardInput.Close();
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {timeoutMs} ms");
        }
    }
}
