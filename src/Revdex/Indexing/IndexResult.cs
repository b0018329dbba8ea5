using System.Text.Json;
using Revdex.Git;
using Revdex.Indexing.Embeddings;
using Revdex.Snapshots;

namespace Revdex.Indexing;

/// <summary>What <see cref="Indexer.IndexAsync"/> did.</summary>
/// <param name="Manifest">What covers the commit now.</param>
/// <param name="Blobs">Distinct (blob, language) of the commit's tree in known languages.</param>
/// <param name="Extracted">Of these, extracted now.</param>
/// <param name="Skipped">Of these, without facts (too large, binary, …).</param>
/// <param name="Symbols">In all of the commit's blobs.</param>
/// <param name="Occurrences">In all of the commit's blobs.</param>
/// <param name="ElapsedMs">Wall time.</param>
/// <param name="PeakRssBytes">Largest resident memory of this process and of its workers, added up.</param>
public sealed record IndexResult(
    Manifest Manifest, int Blobs, int Extracted, int Skipped, long Symbols, long Occurrences, long ElapsedMs, long PeakRssBytes)
{
    public Oid Commit => Manifest.Commit;

    /// <summary>Null where no index was given.</summary>
    public ScipCounts? Scip { get; init; }

    /// <summary>Null where nothing was to be embedded.</summary>
    public EmbedCounts? Embed { get; init; }

    /// <summary>Taken from snapshots or from an interrupted run.</summary>
    public int Reused => Blobs - Extracted;

    /// <summary><c>{commit, blobs, extracted, reused, skipped, symbols, occurrences, elapsed_ms, peak_rss_bytes, scip?, embed?}</c>; see <see cref="ScipCounts"/> and <see cref="EmbedCounts"/>.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("commit"u8, Commit.ToString());
        json.WriteNumber("blobs"u8, Blobs);
        json.WriteNumber("extracted"u8, Extracted);
        json.WriteNumber("reused"u8, Reused);
        json.WriteNumber("skipped"u8, Skipped);
        json.WriteNumber("symbols"u8, Symbols);
        json.WriteNumber("occurrences"u8, Occurrences);
        json.WriteNumber("elapsed_ms"u8, ElapsedMs);
        json.WriteNumber("peak_rss_bytes"u8, PeakRssBytes);
        if (Scip is not null)
        {
            json.WritePropertyName("scip"u8);
            Scip.WriteJson(json);
        }

        if (Embed is not null)
        {
            json.WritePropertyName("embed"u8);
            Embed.WriteJson(json);
        }

        json.WriteEndObject();
    }
}
