using Revdex.Cli.Clients;

namespace Revdex.Cli.Commands;

/// <summary>This program, as something that others can start.</summary>
internal static class ThisProgram
{
    public const string Name = "revdex";

    /// <summary>The executable beside us, also where dotnet runs our assembly.</summary>
    public static string Path
    {
        get
        {
            var beside = System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);
            return File.Exists(beside) ? beside : Environment.ProcessPath ?? beside;
        }
    }

    /// <summary>It with arguments, by whole paths: through dotnet where there is no executable of our own.</summary>
    public static ServerCommand Command(IReadOnlyList<string> arguments) =>
        System.IO.Path.GetFileNameWithoutExtension(Path).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? new ServerCommand(Path, [System.IO.Path.Combine(AppContext.BaseDirectory, $"{Name}.dll"), .. arguments])
            : new ServerCommand(Path, arguments);
}
