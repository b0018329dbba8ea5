namespace Revdex.Benchmarks.Accuracy;

internal static class ClonePaths
{
    /// <summary>The plain files that git has of a clone's working tree: no links, no submodules.</summary>
    public static IEnumerable<string> Of(string clone) =>
        GitText.Run(clone, "ls-files", "-s", "-z").Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(entry => entry.StartsWith("100", StringComparison.Ordinal)).Select(entry => entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..]);
}
