using System.Reflection;
using System.Text;
using Revdex.Git;

namespace Revdex.Hooks;

/// <summary>
/// Puts the hooks of <c>hooks/</c> where git looks for them, before those that are there already, and takes them away again.
/// </summary>
/// <remarks>
/// The hook files are the same everywhere and name no program: which executable they start is git config <c>revdex.executable</c>, which
/// only someone who can write the repository's configuration can set, never a committed file. A user's hook is renamed to
/// <c>EVENT.before-revdex</c> and otherwise left as it is (also a symlink), and renamed back.
/// </remarks>
public sealed class HookInstaller(GitRepository repository)
{
    private const string ExecutableKey = "revdex.executable";

    private const string ChainedSuffix = ".before-revdex";

    /// <summary>How the second line of every hook of ours begins, whatever its version.</summary>
    private static readonly byte[] Signature = "#!/bin/sh\n# revdex hook "u8.ToArray();

    public static IReadOnlyList<string> Events { get; } = ["post-checkout", "post-commit", "post-merge", "post-rewrite", "pre-push"];

    /// <summary>Installs what is missing, renews what is outdated; doing it twice changes nothing.</summary>
    /// <param name="executable">The absolute path of the program that the hooks start as <c>EXECUTABLE hooks run EVENT</c>.</param>
    /// <exception cref="RevdexException">
    /// The folder cannot be written, or a user's hook would be lost: one stands under its own name and another under that of a chained one.
    /// </exception>
    public HookStatus Install(string executable)
    {
        if (!Path.IsPathFullyQualified(executable) || !File.Exists(executable))
        {
            throw new RevdexException($"the hooks cannot start '{executable}': there is no such file");
        }

        var folder = repository.HooksPath;
        InFolder(folder, () =>
        {
            Directory.CreateDirectory(folder);
            foreach (var name in Events)
            {
                InstallOne(Path.Combine(folder, name), Content(name));
            }
        });
        repository.SetConfig(ExecutableKey, executable);
        return Status();
    }

    /// <summary>Removes our hooks, puts the user's back as they were, and deletes what the hooks left in the git directories, logs included.</summary>
    /// <exception cref="RevdexException">The folder cannot be written.</exception>
    public HookStatus Uninstall()
    {
        var folder = repository.HooksPath;
        InFolder(folder, () =>
        {
            foreach (var name in Events)
            {
                UninstallOne(Path.Combine(folder, name));
            }
        });
        repository.SetConfig(ExecutableKey, null);
        foreach (var directory in HookPaths.GitDirectories(repository))
        {
            DeleteTraces(directory);
        }

        return Status();
    }

    public HookStatus Status()
    {
        var folder = repository.HooksPath;
        var executable = repository.Config(ExecutableKey);
        var files = Events.Select(name => new HookFile(name, StateOf(folder, name), ChainedOf(Path.Combine(folder, name))));
        return new HookStatus(
            folder, !IsOwn(folder), executable, executable is not null && File.Exists(executable), HookPaths.Log(repository.GitDirectory), [.. files]);
    }

    internal static byte[] Content(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"hooks/{name}")
            ?? throw new InvalidOperationException($"the hook {name} is not embedded");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }

    private static void InstallOne(string path, byte[] content)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllBytes(temporary, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(temporary, (UnixFileMode)0b111_101_101);
        }

        if (Exists(path) && !IsOurs(path))
        {
            Chain(path, temporary);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Where a chained hook is there already, something wrote over ours; the same bytes may go, others are somebody's work.</summary>
    private static void Chain(string path, string temporary)
    {
        var chained = path + ChainedSuffix;
        if (Exists(chained) && !IsSame(path, chained))
        {
            File.Delete(temporary);
            throw new RevdexException($"'{path}' and '{chained}' are both hooks of yours: keep one of them, then install again");
        }

        File.Move(path, chained, overwrite: true);
    }

    private static void UninstallOne(string path)
    {
        if (Exists(path) && !IsOurs(path))
        {
            return; // Not ours any more; a chained one stays beside it.
        }

        if (Exists(path + ChainedSuffix))
        {
            File.Move(path + ChainedSuffix, path, overwrite: true);
        }
        else
        {
            File.Delete(path);
        }
    }

    private static HookState StateOf(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!Exists(path) || !IsOurs(path))
        {
            return ChainedOf(path) is null ? HookState.Absent : HookState.Replaced;
        }

        return File.ReadAllBytes(path).AsSpan().SequenceEqual(Content(name)) ? HookState.Installed : HookState.Outdated;
    }

    private static string? ChainedOf(string path) => Exists(path + ChainedSuffix) ? path + ChainedSuffix : null;

    /// <summary>Also true of a symlink whose target is gone.</summary>
    private static bool Exists(string path) => new FileInfo(path) is var file && (file.Exists || file.LinkTarget is not null);

    private static bool IsOurs(string path)
    {
        if (new FileInfo(path) is not { Exists: true, LinkTarget: null })
        {
            return false;
        }

        using var stream = File.OpenRead(path);
        var start = new byte[Signature.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(Signature);
    }

    private static bool IsSame(string a, string b) =>
        new FileInfo(a) is { Exists: true } one && new FileInfo(b) is { Exists: true } other
        && one.LinkTarget == other.LinkTarget && one.Length == other.Length
        && File.ReadAllBytes(a).AsSpan().SequenceEqual(File.ReadAllBytes(b));

    private bool IsOwn(string folder) =>
        IsUnder(folder, repository.CommonDirectory) || (repository.WorkTree is { } workTree && IsUnder(folder, workTree));

    private static bool IsUnder(string path, string folder) =>
        path.StartsWith(folder + Path.DirectorySeparatorChar, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static void DeleteTraces(string gitDirectory)
    {
        foreach (var file in HookPaths.Files(gitDirectory))
        {
            if (File.Exists(file))
            {
                File.Delete(file);
            }
        }

        var folder = HookPaths.Folder(gitDirectory);
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    private static void InFolder(string folder, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RevdexException($"the hooks folder '{folder}' cannot be written: {e.Message}", ExitCode.Environment, e);
        }
    }
}
