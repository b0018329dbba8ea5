using System.Globalization;
using System.Text.Json;

namespace Revdex.Indexing.Embeddings;

/// <summary>What <see cref="Indexer.IndexAsync"/> embedded.</summary>
/// <param name="ModelId">Null where there was too little text to learn a model from; then nothing was embedded.</param>
/// <param name="IsLearnt">Whether the model was learnt now.</param>
/// <param name="Chunks">Of all of the commit's blobs, each place for itself.</param>
/// <param name="Embedded">Texts that were embedded now.</param>
/// <param name="Reused">Texts of blobs that had no vectors, whose vectors were there for other blobs.</param>
/// <param name="SetAside">Texts that the model makes no vector of: it knows none of their words.</param>
/// <param name="SizeBytes">Of the commit's vectors.</param>
/// <param name="ElapsedMs">Wall time of all of it.</param>
public sealed record EmbedCounts(string? ModelId, bool IsLearnt, long Chunks, long Embedded, long Reused, long SetAside, long SizeBytes, long ElapsedMs)
{
    private const int ShownDigits = 12;

    /// <summary>Wall time from the first text that was given to the model to the last vector.</summary>
    public long EmbedMs { get; init; }

    /// <summary>The first digits of another model's id, whose vectors the snapshot had before; null where it had none.</summary>
    public string? Replaced { get; init; }

    /// <summary><c>{model, learnt, replaced, chunks, embedded, reused, set_aside, size_bytes, embed_ms, elapsed_ms}</c>; model and replaced are null where there is none.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("model"u8, ModelId);
        json.WriteBoolean("learnt"u8, IsLearnt);
        json.WriteString("replaced"u8, Replaced);
        json.WriteNumber("chunks"u8, Chunks);
        json.WriteNumber("embedded"u8, Embedded);
        json.WriteNumber("reused"u8, Reused);
        json.WriteNumber("set_aside"u8, SetAside);
        json.WriteNumber("size_bytes"u8, SizeBytes);
        json.WriteNumber("embed_ms"u8, EmbedMs);
        json.WriteNumber("elapsed_ms"u8, ElapsedMs);
        json.WriteEndObject();
    }

    /// <summary>In one line.</summary>
    public override string ToString() => ModelId is null
        ? "nothing embedded: there is too little text to learn a model from, and revdex.embedmodel names none"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Chunks} chunks with vectors of {(IsLearnt ? "a model learnt now" : "model")} {ModelId[..ShownDigits]} ({Embedded} texts embedded, {Reused} reused, {SetAside} set aside) in {ElapsedMs / 1000.0:0.00} s{Rate}, {SizeBytes / 1e6:0.00} MB{(Replaced is null ? "" : $"; vectors of model {Replaced} are dropped")}");

    private string Rate => EmbedMs == 0 || Embedded == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Embedded * 1000.0 / EmbedMs:0} texts/s)");
}
