using System.Text.Json;
using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>What <see cref="Puller"/> did.</summary>
/// <param name="Choice">The snapshot that the cache has now; null where there is none for the commit.</param>
public sealed record PullResult(SnapshotChoice? Choice, int ObjectsGot, long BytesGot)
{
    public Oid? Commit => Choice?.Manifest.Commit;

    public int? Distance => Choice?.Distance;

    /// <summary><c>{commit, distance, objects_got, bytes_got}</c>; commit and distance are null where there is none.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("commit"u8, Commit?.ToString());
        if (Distance is { } distance)
        {
            json.WriteNumber("distance"u8, distance);
        }
        else
        {
            json.WriteNull("distance"u8);
        }

        json.WriteNumber("objects_got"u8, ObjectsGot);
        json.WriteNumber("bytes_got"u8, BytesGot);
        json.WriteEndObject();
    }
}
