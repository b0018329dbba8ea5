namespace Revdex.Tests.GitHubAction;

/// <summary><c>check-packages FOLDER</c>: says of each platform's tool package what is wrong with it; 1 where something is.</summary>
internal static class CheckPackagesJob
{
    public static int Run(string[] arguments)
    {
        var isWrong = false;
        foreach (var path in ToolPackage.In(arguments[0]))
        {
            using var package = new ToolPackage(path);
            var faults = package.Faults();
            isWrong |= faults.Count > 0;
            Console.WriteLine($"{Path.GetFileName(path)}: {(package.IsReadyToRun ? "compiled ahead" : "not compiled ahead")}, {(faults.Count == 0 ? "whole" : string.Join("; ", faults))}");
        }

        return isWrong ? 1 : 0;
    }
}
