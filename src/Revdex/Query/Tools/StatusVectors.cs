using System.Text.Json;
using Revdex.Query.Embedded;

namespace Revdex.Query.Tools;

/// <summary>What there is of vectors, in a status.</summary>
internal static class StatusVectors
{
    /// <summary><c>vectors: {model, dimensions, bytes, chunks, files, missing, lack?}</c>, files by content and language; null where the snapshot has none.</summary>
    public static void Write(ToolCall call)
    {
        var json = call.Json;
        if (call.State.Vectors is not { Files.Count: > 0 } vectors)
        {
            json.WriteNull("vectors"u8);
            return;
        }

        var (model, lack) = (default(LiveModel), "");
        model = call.Reader?.Embedders.TryOpen(vectors, out lack);
        var mount = vectors.On(call.View, model?.Model ?? vectors.Files[0].Model);
        json.WriteStartObject("vectors"u8);
        json.WriteString("model"u8, mount.Model.Id);
        json.WriteNumber("dimensions"u8, mount.Model.Dimensions);
        json.WriteNumber("bytes"u8, mount.Sources.Sum(source => source.File.SizeBytes));
        json.WriteNumber("chunks"u8, mount.Sources.Sum(source => source.Live?.Count ?? source.File.RowCount));
        var (all, missing) = (mount.Files.Distinct().Count(), model?.Overlay.CountLacking(call.View, mount) ?? mount.Missing.Length);
        json.WriteNumber("files"u8, all - missing);
        json.WriteNumber("missing"u8, missing);
        if (model is null)
        {
            json.WriteString("lack"u8, lack);
        }

        json.WriteEndObject();
    }
}
