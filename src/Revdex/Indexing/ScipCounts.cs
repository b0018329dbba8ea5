using System.Globalization;
using System.Text.Json;

namespace Revdex.Indexing;

/// <summary>What <see cref="Indexer.IndexAsync"/> took of SCIP indexes.</summary>
/// <param name="Documents">Files of the commit that something is known of.</param>
/// <param name="Occurrences">In them, of symbols that more than one file can know.</param>
/// <param name="Outside">Documents that are no files of the commit: generated ones, mostly.</param>
/// <param name="Refused">Paths of documents that are not of the commit's bytes, in order.</param>
public sealed record ScipCounts(int Documents, int Occurrences, int Outside, IReadOnlyList<string> Refused)
{
    /// <summary>So many are named in a line.</summary>
    private const int NamedMax = 3;

    /// <summary><c>{documents, occurrences, outside, refused}</c>; refused is an array of paths.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("documents"u8, Documents);
        json.WriteNumber("occurrences"u8, Occurrences);
        json.WriteNumber("outside"u8, Outside);
        json.WriteStartArray("refused"u8);
        foreach (var path in Refused)
        {
            json.WriteStringValue(path);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>In one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Occurrences} occurrences in {Documents} files from SCIP ({Outside} documents are no files of the commit, {Refused.Count} are not of its bytes{(Refused.Count == 0 ? "" : $": {string.Join(", ", Refused.Take(NamedMax))}{(Refused.Count > NamedMax ? ", …" : "")}")})");
}
