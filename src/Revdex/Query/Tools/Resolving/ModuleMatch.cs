namespace Revdex.Query.Tools.Resolving;

/// <summary>The files of the view that an import is of.</summary>
/// <param name="Known">Resolved: the path, or the only files that declare it, say so; by name: the end of one path alone agrees; ambiguous: several are possible.</param>
/// <param name="Files">Ascending; none where nothing in the view matches.</param>
/// <param name="Folder">Where the files are a package together: its folder.</param>
internal sealed record ModuleMatch(Known Known, IReadOnlyList<int> Files, string? Folder = null)
{
    public static ModuleMatch None { get; } = new(Known.Ambiguous, []);
}
