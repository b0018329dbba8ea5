using System.Text.Json;

namespace Revdex.Snapshots.Pruning;

/// <summary>What a prune did, or without doing it would do.</summary>
public sealed record PruneResult
{
    public required string Store { get; init; }

    public required bool IsDryRun { get; init; }

    /// <summary>Manifests, of branches and pull requests, by what became of them.</summary>
    public required IReadOnlyDictionary<Retention, int> Snapshots { get; init; }

    /// <summary>Keys of manifests that are kept, and what they name in any form, but that this version cannot read.</summary>
    public required IReadOnlyList<string> Unreadable { get; init; }

    /// <summary>Keys of manifests that name objects which are not in the store; deleted, so that the commits are published again.</summary>
    public required IReadOnlyList<string> Broken { get; init; }

    public int ObjectsKept { get; init; }

    /// <summary>Of objects and manifests that stay.</summary>
    public long BytesKept { get; init; }

    public int ObjectsDeleted { get; init; }

    /// <summary>Unneeded, but too young.</summary>
    public int ObjectsSpared { get; init; }

    /// <summary>Of objects and manifests.</summary>
    public long BytesDeleted { get; init; }

    public int HintsDeleted { get; init; }

    public int SnapshotsDeleted => Snapshots.GetValueOrDefault(Retention.Superseded) + Snapshots.GetValueOrDefault(Retention.Expired) + Broken.Count;

    /// <summary>
    /// <c>{store, dry_run, snapshots: {named, last, recent, unknown, superseded, expired}, unreadable: [key], broken: [key], objects_kept, bytes_kept, objects_deleted,
    /// objects_spared, bytes_deleted, hints_deleted}</c>.
    /// </summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("store"u8, Store);
        json.WriteBoolean("dry_run"u8, IsDryRun);
        json.WriteStartObject("snapshots"u8);
        foreach (var retention in Enum.GetValues<Retention>())
        {
            json.WriteNumber(retention.ToString().ToLowerInvariant(), Snapshots.GetValueOrDefault(retention));
        }

        json.WriteEndObject();
        WriteKeys(json, "unreadable", Unreadable);
        WriteKeys(json, "broken", Broken);
        json.WriteNumber("objects_kept"u8, ObjectsKept);
        json.WriteNumber("bytes_kept"u8, BytesKept);
        json.WriteNumber("objects_deleted"u8, ObjectsDeleted);
        json.WriteNumber("objects_spared"u8, ObjectsSpared);
        json.WriteNumber("bytes_deleted"u8, BytesDeleted);
        json.WriteNumber("hints_deleted"u8, HintsDeleted);
        json.WriteEndObject();
    }

    private static void WriteKeys(Utf8JsonWriter json, string name, IReadOnlyList<string> keys)
    {
        json.WriteStartArray(name);
        foreach (var key in keys)
        {
            json.WriteStringValue(key);
        }

        json.WriteEndArray();
    }
}
