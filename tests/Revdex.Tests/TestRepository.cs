using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Revdex.Git;

namespace Revdex.Tests;

/// <summary>
/// A real git repository in a temporary folder, with a fixed author, dates that count up by a minute per commit, and no configuration
/// but its own: the same steps give the same object ids everywhere.
/// </summary>
public sealed class TestRepository : IDisposable
{
    /// <summary>A git that takes longer hangs.</summary>
    private const int TimeoutMs = 60_000;

    private readonly string _temporary;
    private int _commits;

    private TestRepository(string temporary, string? root = null) => (Root, _temporary) = (root ?? temporary, temporary);

    /// <summary>The working tree; of a bare repository, the git directory.</summary>
    public string Root { get; }

    /// <summary>A new repository on branch <c>main</c>, without commits.</summary>
    public static TestRepository Init(ObjectFormat objectFormat = ObjectFormat.Sha1, bool bare = false)
    {
        var repository = new TestRepository(TemporaryFolder());
        string[] options = bare ? ["--bare"] : [];
        repository.Run(["init", "--quiet", "--initial-branch=main", "--template=", $"--object-format={(objectFormat == ObjectFormat.Sha256 ? "sha256" : "sha1")}", .. options]);
        return repository;
    }

    /// <summary>A clone into a temporary folder; options as <c>--depth=1</c>, <c>--bare</c>, <c>--filter=blob:none</c> (which need the file:// transport that is used here).</summary>
    public TestRepository Clone(params string[] options)
    {
        Run("config uploadpack.allowFilter true");
        var clone = CloneOf(Root, options);
        clone._commits = _commits;
        return clone;
    }

    /// <summary>The same of any repository, such as this one.</summary>
    public static TestRepository CloneOf(string root, params string[] options)
    {
        var clone = new TestRepository(TemporaryFolder());
        clone.Run(["clone", "--quiet", "--template=", .. options, new Uri(root).AbsoluteUri, "."]);
        return clone;
    }

    /// <summary>A linked worktree in a temporary folder.</summary>
    public TestRepository AddWorktree(params string[] options)
    {
        var folder = TemporaryFolder();
        var root = Path.Combine(folder, "worktree");
        Run(["worktree", "add", "--quiet", .. options, root]);
        return new TestRepository(folder, root) { _commits = _commits };
    }

    public GitRepository Open() => GitRepository.Open(Root);

    public string FullPath(string path) => Path.Combine(Root, path);

    public void Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    public void Write(string path, byte[] content)
    {
        var full = FullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    /// <summary>Writes a file whose name may be any bytes (Linux).</summary>
    public void Write(byte[] path, string content)
    {
        byte[] full = [.. Encoding.UTF8.GetBytes(Root + "/"), .. path, 0];
        var file = NativeMethods.Open(full, NativeMethods.WriteCreateTruncate, Convert.ToInt32("644", 8));
        Assert.True(file >= 0, $"errno {Marshal.GetLastPInvokeError()}");
        using var stream = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(file, ownsHandle: true), FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(content));
    }

    /// <summary>
    /// A file that can be run, by its full path. Another process writes it: were it open for writing here when another test starts
    /// a process, that would hold it open for a moment, and it could not be run ("text file busy").
    /// </summary>
    public static void WriteScript(string fullPath, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);
        using var sh = Process.Start(new ProcessStartInfo("sh", ["-c", "cat >\"$1\" && chmod 755 \"$1\"", "sh", fullPath]) { RedirectStandardInput = true })!;
        sh.StandardInput.Write(text);
        sh.StandardInput.Close();
        Assert.True(sh.WaitForExit(TimeoutMs) && sh.ExitCode == 0);
    }

    public static void SetExecutable(string fullPath)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(fullPath, File.GetUnixFileMode(fullPath) | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Deletes a file that may be there.</summary>
    public void Delete(string path)
    {
        if (Directory.Exists(Path.GetDirectoryName(FullPath(path))))
        {
            File.Delete(FullPath(path));
        }
    }

    /// <summary>Stages everything and commits it (also when nothing changed).</summary>
    public Oid Commit(string message = "change")
    {
        Run("add --all");
        Run(["commit", "--quiet", "--allow-empty", "--message", message]);
        return Oid.Parse(Run("rev-parse HEAD").AsSpan().Trim());
    }

    /// <summary>Runs git with arguments parted by spaces and returns its output; a failure fails the test.</summary>
    public string Run(string arguments) => Run(arguments.Split(' '));

    public string Run(params string[] arguments) => Encoding.UTF8.GetString(RunBytes(arguments));

    public byte[] RunBytes(params string[] arguments)
    {
        var (exitCode, output, error) = TryRun(arguments);
        Assert.True(exitCode == 0, $"git {string.Join(' ', arguments)} ended with {exitCode}: {error}");
        return output;
    }

    /// <summary>Runs git, which may fail, as a merge with conflicts does.</summary>
    public (int ExitCode, byte[] Output, string Error) TryRun(params string[] arguments)
    {
        _commits += arguments[0] is "commit" or "merge" or "rebase" or "cherry-pick" ? 1 : 0;
        using var process = Process.Start(StartInfo(arguments))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        Assert.True(process.WaitForExit(TimeoutMs), "git hangs");
        return (process.ExitCode, output.ToArray(), error.Result);
    }

    /// <summary>.NET cannot name files that are not UTF-8, so that its recursive deletion leaves them: <c>rm</c> does not.</summary>
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            using var rm = Process.Start(new ProcessStartInfo("rm", ["-rf", "--", _temporary]))!;
            rm.WaitForExit();
        }
        else if (Directory.Exists(_temporary))
        {
            foreach (var file in Directory.EnumerateFiles(_temporary, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
            {
                File.SetAttributes(file, FileAttributes.Normal); // Git's objects are read-only, which Windows will not delete.
            }

            Directory.Delete(_temporary, recursive: true);
        }
    }

    private ProcessStartInfo StartInfo(string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var date = string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + (60 * _commits)} +0000");
        foreach (var role in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{role}_NAME"] = "Ada";
            start.Environment[$"GIT_{role}_EMAIL"] = "ada@example.org";
            start.Environment[$"GIT_{role}_DATE"] = date;
        }

        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_EDITOR"] = "true";
        start.Environment["GIT_CONFIG_COUNT"] = "2";
        start.Environment["GIT_CONFIG_KEY_0"] = "protocol.file.allow"; // Submodules and clones come from folders.
        start.Environment["GIT_CONFIG_VALUE_0"] = "always";
        start.Environment["GIT_CONFIG_KEY_1"] = "gc.auto";
        start.Environment["GIT_CONFIG_VALUE_1"] = "0";
        return start;
    }

    private static string TemporaryFolder()
    {
        var folder = Directory.CreateTempSubdirectory("revdex-test-").FullName;
        return new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
    }

    private static class NativeMethods
    {
        /// <summary>O_WRONLY | O_CREAT | O_TRUNC on Linux.</summary>
        public const int WriteCreateTruncate = 0x241;

        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        public static extern int Open(byte[] path, int flags, int mode);
    }
}
