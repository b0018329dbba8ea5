using System.Text.Json;

namespace Revdex.Query.Tools.Search;

/// <summary>Lanes as answers call them.</summary>
internal static class LaneNames
{
    public const string Vectors = "vectors";

    private static readonly (SearchLanes Lane, string Name)[] All = [(SearchLanes.Name, "name"), (SearchLanes.Text, "text"), (SearchLanes.Vectors, Vectors)];

    public static string[] Of(SearchLanes lanes) => [.. All.Where(entry => (lanes & entry.Lane) != 0).Select(entry => entry.Name)];

    public static void Write(Utf8JsonWriter json, IEnumerable<string> lanes)
    {
        json.WriteStartArray("lanes"u8);
        foreach (var lane in lanes)
        {
            json.WriteStringValue(lane);
        }

        json.WriteEndArray();
    }
}
