using System.Text.Json.Nodes;

namespace Revdex.Benchmarks.Questions;

/// <summary>Calls of the tools that no question asks: their times are wanted too. Made of what the questions are about.</summary>
internal static class FurtherCalls
{
    private static readonly JsonObject[] Fixed =
    [
        new() { ["tool"] = "status" },
        new() { ["tool"] = "notes" },
        new() { ["tool"] = "sql", ["query"] = "SELECT language, count(*) FROM symbols GROUP BY 1 ORDER BY 2 DESC" },
        new() { ["tool"] = "sql", ["query"] = "SELECT path, line FROM symbols WHERE name = 'main'" },
    ];

    /// <summary>The outline of each file that an answer lies in, the source of each name that a question looks for, and what takes no argument.</summary>
    /// <param name="questions">Of one repository.</param>
    public static IEnumerable<JsonObject> Of(IReadOnlyCollection<Question> questions)
    {
        var paths = questions.SelectMany(q => q.Facts).Select(fact => fact.Split('|', ':', '#', '@')[0]).Where(path => path.Length > 0).Distinct();
        var names = questions.SelectMany(q => q.Calls).Where(call => ToolAgent.Tool(call) == "find").Select(call => (string)call["name"]!).Distinct();
        return [
            .. Fixed,
            .. paths.Select(path => new JsonObject { ["tool"] = "outline", ["path"] = path }),
            .. names.Select(name => new JsonObject { ["tool"] = "source", ["name"] = name }),
        ];
    }
}
