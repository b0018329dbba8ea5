using System.Text.Json;
using Revdex.Query;

namespace Revdex.Tests.Tools;

/// <summary>Answers of <c>references</c> as short texts.</summary>
internal static class ToldUses
{
    public static string[] Uses(this QueryState state, string name) => Of(state.Ask("references", $$"""{"name": "{{name}}", "limit": 1000}"""));

    /// <summary><c>path:line role</c>, then <c>=</c> for what is resolved, <c>!</c> for what means another definition, <c>?</c> for what is not proven.</summary>
    public static string[] Of(JsonElement answer) => [.. answer.GetProperty("results").EnumerateArray().Select(Row)];

    private static string Row(JsonElement use)
    {
        var definition = use.TryGetProperty("definition", out var place) ? $" {place.GetString()}" : "";
        var mark = use.GetProperty("resolved").GetBoolean() ? "=" : definition.Length > 0 ? "!" : "?";
        return $"{use.GetProperty("path").GetString()}:{use.GetProperty("line")} {use.GetProperty("role").GetString()} {mark}{definition}";
    }
}
