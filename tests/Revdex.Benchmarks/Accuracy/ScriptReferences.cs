using System.Text.Json;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>What a compiler binds names to, as our scripts print it: a line for each symbol, in order, then one for each use, then one for each error.</summary>
internal static class ScriptReferences
{
    public static ReferenceTruth Of(string clone, IReadOnlyList<string> paths, string program, params string[] arguments)
    {
        var (symbols, uses, errors) = (new List<TrueSymbol>(), new Dictionary<UsePlace, int>(), new List<string>());
        foreach (var line in TextProcess.Lines(clone, paths, program, arguments))
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            if (row.TryGetProperty("places", out var places))
            {
                symbols.Add(new TrueSymbol(row.GetProperty("name").GetString()!, row.GetProperty("kind").GetString()!, [.. places.EnumerateArray().Select(PlaceOf)])); // The script gives both.
            }
            else if (row.TryGetProperty("error", out var error))
            {
                errors.Add(error.GetString()!); // A text.
            }
            else
            {
                uses[PlaceOf(row.GetProperty("at"))] = row.GetProperty("symbol").GetInt32();
            }
        }

        return new ReferenceTruth(symbols, uses, errors);
    }

    private static UsePlace PlaceOf(JsonElement place) => new(place[0].GetString()!, place[1].GetInt32(), place[2].GetInt32()); // The script's own rows.
}
