using System.Diagnostics;
using System.Text.Json;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Npm;

namespace Revdex.Tests.Mcp;

/// <summary>The MCP inspector's command line, which starts <c>revdex serve</c> for one request.</summary>
internal static class Inspector
{
    /// <summary>The result that it prints.</summary>
    public static async Task<JsonElement> AskAsync(NpmFixture npm, string folder, params string[] request)
    {
        var start = new ProcessStartInfo("node", [npm.PackageFile("@modelcontextprotocol/inspector/cli/build/cli.js"), "--cli", "dotnet", RevdexProcess.Assembly, "serve", .. request])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var (exitCode, output, errors) = await RevdexProcess.RunAsync(start);
        Assert.True(exitCode == 0, $"{string.Join(' ', request)}: {errors}\n{output}");
        return JsonElement.Parse(output);
    }
}
