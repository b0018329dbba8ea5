using System.Globalization;
using System.Text.Json;

namespace Revdex.Indexing;

/// <summary>What <see cref="SnapshotVerifier"/> found of a snapshot's vectors.</summary>
/// <param name="ModelId">Of the vectors; null where none of their files is here.</param>
/// <param name="Blobs">Distinct (blob, language) of the commit's tree, also in no known language.</param>
/// <param name="Covered">Of these, with vectors, or known to be without chunks: the others are embedded when somebody wants them.</param>
/// <param name="Checked">Of these, cut into chunks again and compared.</param>
/// <param name="Rows">Chunks of these whose vectors were compared, each place for itself.</param>
/// <param name="RowsLack">Why vectors were not compared, as the end of a sentence; null where they were.</param>
/// <param name="Differences">At most <see cref="FactsComparison.DifferencesMax"/>.</param>
public sealed record VerifiedVectors(string? ModelId, int Blobs, int Covered, int Checked, long Rows, string? RowsLack, IReadOnlyList<VectorDifference> Differences)
{
    private const int ShownDigits = 12;

    /// <summary><c>{model, blobs, covered, checked, rows, rows_not_compared, differing: [{path, oid, language, part, what}]}</c>; model and rows_not_compared may be null.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("model"u8, ModelId);
        json.WriteNumber("blobs"u8, Blobs);
        json.WriteNumber("covered"u8, Covered);
        json.WriteNumber("checked"u8, Checked);
        json.WriteNumber("rows"u8, Rows);
        json.WriteString("rows_not_compared"u8, RowsLack);
        json.WriteStartArray("differing"u8);
        foreach (var difference in Differences)
        {
            json.WriteStartObject();
            json.WriteString("path"u8, difference.Path);
            json.WriteString("oid"u8, difference.Oid.ToString());
            json.WriteString("language"u8, difference.LanguageId);
            json.WriteString("part"u8, difference.Part.ToString());
            json.WriteString("what"u8, difference.What);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>In one line, as a clause.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"vectors{(ModelId is { } id ? $" of model {id[..Math.Min(ShownDigits, id.Length)]}" : "")}: {Covered} of {Blobs} blobs have some, the chunks of {Checked} checked, {(RowsLack is null ? $"with {Rows} rows" : $"their rows not compared ({RowsLack})")}, {(Differences.Count == 0 ? "all as embedded here" : $"{Differences.Count} differ")}");
}
