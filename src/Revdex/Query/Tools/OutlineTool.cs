using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Query.Tools;

/// <summary>
/// What a file defines, in its order, members after their container (<c>depth</c> says how deep); or for a folder, each file of a
/// known language with its foremost symbols.
/// </summary>
internal static class OutlineTool
{
    public static ToolDefinition Definition { get; } = new(
        "outline",
        "Outline a file (its symbols, nested by depth) or a folder (each file's main symbols).",
        [
            new("path", ArgumentType.Text, "File or folder; default: all") { Positional = true },
            CommonArguments.Kind,
            new("doc", ArgumentType.Flag, "Add doc comments' first paragraph"),
            CommonArguments.Rev,
            CommonArguments.Limit,
            CommonArguments.Cursor,
            CommonArguments.MaxTokens,
        ])
    {
        ReadsLittle = true,
        Body = static call => ValueTask.FromResult(Run(call)),
        NeedPaths = static arguments => arguments.Text("path") is { Length: > 0 } path ? [GitPath.Parse(PathFilter.Clean(path))] : null,
    };

    private static ToolPage Run(ToolCall call)
    {
        var path = PathFilter.Clean(call.Arguments.Text("path") ?? "");
        var kinds = SymbolKindNames.MaskOf(call.Arguments.Words("kind"));
        var file = call.View.Find(GitPath.Parse(path));
        if (path.Length > 0 && file >= 0)
        {
            return FileOutline.Run(call, file, kinds);
        }

        var (start, end) = call.View.Under(GitPath.Parse(path));
        return start < end || path.Length == 0 ? FolderOutline.Run(call, start, end, kinds) : throw PathNotice.NotThere(call.View, path);
    }
}
