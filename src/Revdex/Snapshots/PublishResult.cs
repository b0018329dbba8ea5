using System.Text.Json;
using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>What <see cref="Publisher"/> did.</summary>
/// <param name="Manifest">What the commit is published as.</param>
/// <param name="ObjectsPut">New in the store, the manifest included.</param>
/// <param name="ObjectsPresent">Objects of the snapshot that were there already, the manifest included.</param>
/// <param name="Nearest">The commit whose published snapshot was built upon, or this one where it was published already; null: none.</param>
/// <param name="ObjectsGot">Objects read from the store for it.</param>
public sealed record PublishResult(Manifest Manifest, int ObjectsPut, long BytesPut, int ObjectsPresent, Oid? Nearest, int ObjectsGot, long BytesGot)
{
    public Oid Commit => Manifest.Commit;

    /// <summary><c>{commit, objects_put, bytes_put, objects_present, objects_got, bytes_got, nearest}</c>; nearest is a commit or null.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("commit"u8, Commit.ToString());
        json.WriteNumber("objects_put"u8, ObjectsPut);
        json.WriteNumber("bytes_put"u8, BytesPut);
        json.WriteNumber("objects_present"u8, ObjectsPresent);
        json.WriteNumber("objects_got"u8, ObjectsGot);
        json.WriteNumber("bytes_got"u8, BytesGot);
        json.WriteString("nearest"u8, Nearest?.ToString());
        json.WriteEndObject();
    }
}
