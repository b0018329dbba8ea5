using System.Text.Json;
using Revdex.Git;

namespace Revdex.Indexing;

/// <summary>What <see cref="SnapshotVerifier"/> found.</summary>
/// <param name="Source"><c>cache</c>, or the store's name.</param>
/// <param name="Signed">By a key that is trusted here.</param>
/// <param name="Blobs">Distinct (blob, language) of the commit's tree in known languages.</param>
/// <param name="Checked">Of these, extracted again and compared.</param>
/// <param name="Incomparable">Of these, with facts by another extractor, or by nobody: readers extract them.</param>
/// <param name="Absent">Picked, but not in this repository (a partial clone).</param>
/// <param name="Undecided">Picked, but a parser gave up on them, there or here, which also the machine decides.</param>
/// <param name="Differences">At most <see cref="FactsComparison.DifferencesMax"/>.</param>
/// <param name="Vectors">Null where the snapshot has none.</param>
public sealed record VerifyResult(
    Oid Commit, string Source, bool Signed, int Blobs, int Checked, int Incomparable, int Absent, int Undecided, IReadOnlyList<BlobDifference> Differences,
    VerifiedVectors? Vectors, long ElapsedMs)
{
    /// <summary>Whether all that was compared is as it was made here.</summary>
    public bool IsRight => Differences.Count == 0 && Vectors is null or { Differences.Count: 0 };

    /// <summary>
    /// <c>{commit, source, signed, blobs, checked, incomparable, absent, undecided, differing: [{path, oid, language, segment}], vectors, elapsed_ms}</c>;
    /// vectors is left out where there are none.
    /// </summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("commit"u8, Commit.ToString());
        json.WriteString("source"u8, Source);
        json.WriteBoolean("signed"u8, Signed);
        json.WriteNumber("blobs"u8, Blobs);
        json.WriteNumber("checked"u8, Checked);
        json.WriteNumber("incomparable"u8, Incomparable);
        json.WriteNumber("absent"u8, Absent);
        json.WriteNumber("undecided"u8, Undecided);
        json.WriteStartArray("differing"u8);
        foreach (var difference in Differences)
        {
            json.WriteStartObject();
            json.WriteString("path"u8, difference.Path);
            json.WriteString("oid"u8, difference.Oid.ToString());
            json.WriteString("language"u8, difference.LanguageId);
            json.WriteString("segment"u8, difference.Segment.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (Vectors is not null)
        {
            json.WritePropertyName("vectors"u8);
            Vectors.WriteJson(json);
        }

        json.WriteNumber("elapsed_ms"u8, ElapsedMs);
        json.WriteEndObject();
    }
}
