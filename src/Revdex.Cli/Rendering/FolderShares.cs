using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>
/// How the files of a folder's outline share a number of symbols: the first of each file, in their order, then the second of each. So with fewer, all
/// have nearly the same number, and what is shown of one is always its foremost.
/// </summary>
internal sealed class FolderShares
{
    private const string Symbols = "top";

    /// <summary>Symbols of each file.</summary>
    private readonly int[] _counts;

    private FolderShares(int[] counts) => _counts = counts;

    /// <summary>Files that have some.</summary>
    public int FileCount => _counts.Count(count => count > 0);

    /// <summary>Of all files together.</summary>
    public int Count => _counts.Sum();

    /// <summary>Null where the answer is no outline of a folder.</summary>
    public static FolderShares? Of(JsonElement answer)
    {
        var results = answer.GetProperty("results");
        return results.EnumerateArray().Any(r => r.TryGetProperty(Symbols, out _))
            ? new FolderShares([.. results.EnumerateArray().Select(r => r.TryGetProperty(Symbols, out var top) ? top.GetArrayLength() : 0)])
            : null;
    }

    /// <summary>How many symbols each file shows when all together show so many.</summary>
    public int[] Shares(int symbols)
    {
        var shares = new int[_counts.Length];
        for (var rank = 0; symbols > 0 && rank < _counts.Max(); rank++)
        {
            for (var file = 0; file < _counts.Length; file++)
            {
                if (_counts[file] > rank && symbols-- > 0)
                {
                    shares[file]++;
                }
            }
        }

        return shares;
    }

    /// <summary>Writes a file with its first symbols.</summary>
    public static void Write(Utf8JsonWriter json, JsonElement result, int symbols)
    {
        json.WriteStartObject();
        foreach (var property in result.EnumerateObject())
        {
            if (property.Name != Symbols)
            {
                property.WriteTo(json);
                continue;
            }

            json.WriteStartArray(Symbols);
            foreach (var symbol in property.Value.EnumerateArray().Take(symbols))
            {
                symbol.WriteTo(json);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
