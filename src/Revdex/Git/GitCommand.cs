using System.Diagnostics;

namespace Revdex.Git;

/// <summary>How git is started for one repository: environment, settings that keep it from running anything, folder.</summary>
/// <remarks>
/// No command that the repository names is run: no fsmonitor hook, no external diff, no signature program, no pager, and no
/// transport at all (a partial clone cannot fetch behind our back). Objects are what their id says: replace refs are off.
/// Variables that would point git elsewhere (as those a hook inherits) are dropped.
/// </remarks>
internal sealed class GitCommand(string executable, string directory)
{
    private static readonly string[] Settings =
    [
        "--no-pager", "--no-optional-locks",
        "-c", "core.quotepath=off",
        "-c", "core.fsmonitor=false",
        "-c", "diff.external=",
        "-c", "log.showSignature=false",
    ];

    /// <summary>What <c>git rev-parse --local-env-vars</c> lists, less the settings a user gives with <c>git -c</c>, and what changes formats.</summary>
    private static readonly string[] Dropped =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE",
        "GIT_INTERNAL_SUPER_PREFIX", "GIT_CONFIG", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_ATTR_SOURCE", "GIT_TRACE", "GIT_FLUSH", "GIT_QUARANTINE_PATH",
    ];

    public string Executable { get; } = executable;

    public string Directory { get; } = directory;

    /// <summary>Variables added to those every call gets, as <c>GIT_DIR</c> once it is known.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Starts git; the caller reads its output and disposes it. Cancelling kills it.</summary>
    public GitProcess Start(IEnumerable<string> arguments, CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(Executable)
        {
            WorkingDirectory = Directory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true, // Never inherited: it may be the protocol's.
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        SetEnvironment(start.Environment);
        foreach (var argument in Settings.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        return new GitProcess(start, arguments.FirstOrDefault(a => !a.StartsWith('-')) ?? "", cancellationToken);
    }

    /// <summary>Runs a command with small output and returns that output.</summary>
    /// <exception cref="RevdexException">It failed; the message has the first line of its complaint.</exception>
    public byte[] Run(IEnumerable<string> arguments, CancellationToken cancellationToken = default)
    {
        using var process = Start(arguments, cancellationToken);
        var output = process.ReadToEnd();
        process.Finish();
        return output;
    }

    /// <summary>Like <see cref="Run"/>, but the exit code <paramref name="absence"/> means that there is nothing and gives null.</summary>
    public byte[]? TryRun(IEnumerable<string> arguments, int absence = 1, CancellationToken cancellationToken = default)
    {
        using var process = Start(arguments, cancellationToken);
        var output = process.ReadToEnd();
        return process.WaitForExit() == absence ? null : process.Finish(output);
    }

    /// <summary>Runs a command and parses its output as it comes.</summary>
    /// <exception cref="RevdexException">It failed.</exception>
    /// <exception cref="InvalidDataException">The output is not what git writes.</exception>
    public T Read<T>(IEnumerable<string> arguments, byte terminator, Func<RecordReader, T> parse, CancellationToken cancellationToken = default)
    {
        using var process = Start(arguments, cancellationToken);
        process.Input.Close();
        try
        {
            return process.Finish(parse(new RecordReader(process.Output, terminator)));
        }
        catch (InvalidDataException)
        {
            process.Finish(); // A failing git cuts its output short: its complaint says more.
            throw;
        }
    }

    /// <summary>The same with more settings, which come before all others. (As variables: <c>-c</c> cannot carry a key that holds a '='.)</summary>
    public GitCommand With(IReadOnlyList<(string Key, string Value)> settings)
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("GIT_CONFIG_COUNT"), out var given) && given > 0 ? given : 0;
        var variables = new Dictionary<string, string>(Variables);
        foreach (var (key, value) in settings)
        {
            variables[$"GIT_CONFIG_KEY_{count}"] = key;
            variables[$"GIT_CONFIG_VALUE_{count}"] = value;
            variables["GIT_CONFIG_COUNT"] = $"{++count}";
        }

        return new GitCommand(Executable, Directory) { Variables = variables };
    }

    /// <summary>Our settings hold a key and may hold credentials, which neither git nor a filter that it runs has any business with.</summary>
    private static bool IsOurs(string name) => name.StartsWith(GitSettings.VariablePrefix, StringComparison.OrdinalIgnoreCase);

    private void SetEnvironment(IDictionary<string, string?> environment)
    {
        foreach (var name in Dropped.Concat(environment.Keys.Where(IsOurs)).ToList())
        {
            environment.Remove(name);
        }

        environment["GIT_OPTIONAL_LOCKS"] = "0";
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        environment["GIT_NO_LAZY_FETCH"] = "1"; // Git 2.45 and what it was ported back to; no protocol holds for all.
        environment["GIT_ALLOW_PROTOCOL"] = "none";
        environment["LC_ALL"] = "C";
        environment["LANGUAGE"] = "C";
        foreach (var (name, value) in Variables)
        {
            environment[name] = value;
        }
    }
}
