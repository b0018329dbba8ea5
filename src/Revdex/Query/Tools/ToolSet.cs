using Revdex.Query.Tools.Changes;
using Revdex.Query.Tools.Graph;
using Revdex.Query.Tools.History;
using Revdex.Query.Tools.Notes;
using Revdex.Query.Tools.Search;

namespace Revdex.Query.Tools;

/// <summary>All tools, in the order they are listed.</summary>
public static class ToolSet
{
    public static IReadOnlyList<ToolDefinition> All { get; } =
    [
        FindTool.Definition,
        OutlineTool.Definition,
        SourceTool.Definition,
        ReferencesTool.Definition,
        GraphTool.Definition,
        SearchTool.Definition,
        ChangesTool.Definition,
        HistoryTool.Definition,
        NotesTool.Definition,
        SqlTool.Definition,
        StatusTool.Definition,
    ];

    /// <exception cref="RevdexException">No such tool; names the nearest.</exception>
    public static ToolDefinition Named(string name)
    {
        foreach (var tool in All)
        {
            if (tool.Name == name)
            {
                return tool;
            }
        }

        var names = All.Select(t => t.Name).ToList();
        var hint = Spelling.Nearest(name, names) is { } nearest ? $"did you mean '{nearest}'?" : $"there are {string.Join(", ", names)}";
        throw new RevdexException($"there is no tool '{ToolArguments.Shown(name)}' ({hint})", ExitCode.Usage);
    }
}
