using System.Reflection;

namespace Revdex.Cli;

internal static class ProgramVersion
{
    /// <summary>Of this build: <c>0.1.0+COMMIT</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
