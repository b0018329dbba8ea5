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

    /// <summary><c>{model, learnt, chunks, embedded, reused, set_aside, size_bytes, elapsed_ms}</c>; model is null where there is none.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("model"u8, ModelId);
        json.WriteBoolean("learnt"u8, IsLearnt);
        json.WriteNumber("chunks"u8, Chunks);
        json.WriteNumber("embedded"u8, Embedded);
        json.WriteNumber("reused"u8, Reused);
        json.WriteNumber("set_aside"u8, SetAside);
        json.WriteNumber("size_bytes"u8, SizeBytes);
        json.WriteNumber("elapsed_ms"u8, ElapsedMs);
        json.WriteEndObject();
    }

    /// <summary>In one line.</summary>
    public override string ToString() => ModelId is null
        ? "nothing embedded: there is too little text to learn a model from, and revdex.embedmodel names none"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Chunks} chunks with vectors of {(IsLearnt ? "a model learnt now" : "model")} {ModelId[..ShownDigits]} ({Embedded} texts embedded, {Reused} reused, {SetAside} set aside) in {ElapsedMs / 1000.0:0.00} s, {SizeBytes / 1e6:0.00} MB");
}
