using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Storage;

namespace Revdex.Tests.GitHubAction;

/// <summary>A job on a runner that uses the action: what GitHub's runner sets, and its command files. Steps that use other actions are passed over.</summary>
/// <param name="workspace">What was checked out.</param>
/// <param name="payload">The event's JSON.</param>
/// <param name="inputs">What the workflow gives with the action.</param>
internal sealed class RunnerJob(string workspace, string eventName, string payload, params (string Name, string Value)[] inputs) : IDisposable
{
    /// <summary>One of them compiles the whole tool ahead of time, beside all other tests.</summary>
    private const int StepTimeoutMs = 20 * 60 * 1000;

    private readonly TemporaryFolder _temp = new();
    private readonly ActionFile _action = ActionFile.Read();
    private readonly JsonElement _event = JsonElement.Parse(payload);
    private readonly Dictionary<string, string> _environment = [];
    private readonly List<string> _path = [];
    private readonly Dictionary<(string Step, string Name), string> _outputs = [];

    public string Temp => _temp.Path;

    public string Summary => File.Exists(_temp["summary.md"]) ? File.ReadAllText(_temp["summary.md"]) : "";

    /// <summary>What all steps printed.</summary>
    public string Log { get; private set; } = "";

    public string Output(string name) => Expand(_action.Outputs[name]);

    /// <summary>Runs the steps in order, up to the first that fails.</summary>
    public async Task RunAsync(Func<ActionStep, bool>? isWanted = null)
    {
        foreach (var step in _action.Steps.Where(s => s.Run.Length > 0 && (isWanted is null || isWanted(s))))
        {
            if (step.If.Length == 0 || Expand(step.If) is not ("" or "false"))
            {
                await RunAsync(step);
            }
        }
    }

    public void Dispose() => _temp.Dispose();

    private async Task RunAsync(ActionStep step)
    {
        Assert.Equal("bash", step.Shell);
        var script = _temp["step.sh"];
        await File.WriteAllTextAsync(script, step.Run);
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", script])
        {
            WorkingDirectory = Path.Combine(workspace, Expand(step.Folder)),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment().Concat(_environment).Concat(step.Environment.Select(e => KeyValuePair.Create(e.Key, Expand(e.Value)))))
        {
            start.Environment[name] = value;
        }

        start.Environment["PATH"] = string.Join(Path.PathSeparator, [.. Enumerable.Reverse(_path), System.Environment.GetEnvironmentVariable("PATH")!]);
        var (exitCode, output, errors) = await RevdexProcess.RunAsync(start, StepTimeoutMs);
        Log += $"== {step.Name}\n{output}{errors}";
        Assert.True(exitCode == 0, Log);
        TakeCommandFiles(step);
    }

    private Dictionary<string, string> Environment() => new()
    {
        ["CI"] = "true",
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_EVENT_NAME"] = eventName,
        ["GITHUB_WORKSPACE"] = workspace,
        ["GITHUB_OUTPUT"] = _temp["output"],
        ["GITHUB_ENV"] = _temp["env"],
        ["GITHUB_PATH"] = _temp["path"],
        ["GITHUB_STEP_SUMMARY"] = _temp["summary.md"],
        ["RUNNER_TEMP"] = _temp.Path,
        ["RUNNER_OS"] = Os,
        ["RUNNER_ARCH"] = Arch,
    };

    private static string Os => OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux";

    private static string Arch => RuntimeInformation.OSArchitecture.ToString().ToUpperInvariant();

    private void TakeCommandFiles(ActionStep step)
    {
        foreach (var (name, value) in TakePairs("output"))
        {
            _outputs[(step.Id, name)] = value;
        }

        foreach (var (name, value) in TakePairs("env"))
        {
            _environment[name] = value;
        }

        _path.AddRange(TakeLines("path"));
    }

    private IEnumerable<(string Name, string Value)> TakePairs(string file) =>
        TakeLines(file).Select(line => line.Split('=', 2)).Select(pair => (pair[0], pair[1])).ToList();

    private string[] TakeLines(string file)
    {
        var lines = File.Exists(_temp[file]) ? File.ReadAllLines(_temp[file]) : [];
        File.Delete(_temp[file]);
        return lines;
    }

    private string Expand(string text) => ActionExpression.Expand(text, Context);

    private string Context(string name)
    {
        var parts = name.Split('.');
        return (parts[0], parts[1]) switch
        {
            ("inputs", var input) => inputs.Where(i => i.Name == input).Select(i => i.Value).FirstOrDefault(_action.InputDefaults[input]),
            ("github", "action_path") => RepositoryRoot.Path,
            ("github", "event_name") => eventName,
            ("github", "event") => Event(parts[2..]),
            ("runner", "temp") => _temp.Path,
            ("runner", "os") => Os,
            ("runner", "arch") => Arch,
            ("steps", var step) => _outputs.GetValueOrDefault((step, parts[3]), ""),
            _ => throw new InvalidOperationException($"no runner has '{name}'"),
        };
    }

    private string Event(string[] names)
    {
        var value = _event;
        foreach (var name in names)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return "";
            }
        }

        return value.ToString();
    }
}
