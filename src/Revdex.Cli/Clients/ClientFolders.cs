using System.Text.RegularExpressions;

namespace Revdex.Cli.Clients;

/// <summary>Where this machine keeps what clients keep. Reads the environment through a function, so that tests can be anywhere.</summary>
/// <param name="variable">An environment variable's value; null where it is not set.</param>
internal sealed partial class ClientFolders(ClientPlatform platform, Func<string, string?> variable)
{
    public ClientPlatform Platform => platform;

    /// <exception cref="RevdexException">The environment names no home folder.</exception>
    private string Home => Set(platform == ClientPlatform.Windows ? "USERPROFILE" : "HOME")
        ?? throw new RevdexException($"the variable {(platform == ClientPlatform.Windows ? "USERPROFILE" : "HOME")} is not set: where your files are is not known");

    public static ClientFolders OfThisMachine() => new(
        OperatingSystem.IsWindows() ? ClientPlatform.Windows : OperatingSystem.IsMacOS() ? ClientPlatform.MacOs : ClientPlatform.Linux,
        Environment.GetEnvironmentVariable);

    /// <summary>
    /// A user's path: <c>~</c> is the home folder, <c>{config}</c> the XDG configuration folder (on every platform), <c>{app}</c> where
    /// applications keep settings (<c>%APPDATA%</c>, <c>~/Library/Application Support</c>, the XDG folder), <c>${NAME:-PATH}</c> a variable, or the path where it is not set.
    /// </summary>
    public string Expand(string path)
    {
        var expanded = Variable().Replace(path, match => Set(match.Groups[1].Value) ?? match.Groups[2].Value)
            .Replace("{config}", Configuration(), StringComparison.Ordinal)
            .Replace("{app}", Applications(), StringComparison.Ordinal);
        expanded = expanded.StartsWith('~') ? Home + expanded[1..] : expanded;
        return Path.GetFullPath(expanded.Replace('/', Path.DirectorySeparatorChar));
    }

    /// <summary>The whole path of a program that a shell would find; null where there is none.</summary>
    public string? Find(string program)
    {
        string[] endings = platform == ClientPlatform.Windows ? (Set("PATHEXT") ?? ".EXE;.CMD").Split(';') : [""];
        var folders = (Set("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Where(Path.IsPathFullyQualified)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending)))
            .FirstOrDefault(path => File.Exists(path) && IsExecutable(path));
    }

    private static bool IsExecutable(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    private string Configuration() => Set("XDG_CONFIG_HOME") is { } set && Path.IsPathFullyQualified(set) ? set : $"{Home}/.config";

    private string Applications() => platform switch
    {
        ClientPlatform.Windows => Set("APPDATA") ?? $"{Home}/AppData/Roaming",
        ClientPlatform.MacOs => $"{Home}/Library/Application Support",
        _ => Configuration(),
    };

    private string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;

    [GeneratedRegex(@"\$\{(\w+):-([^}]*)\}")]
    private static partial Regex Variable();
}
