using System.Buffers;
using System.Text.Json;
using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>Canonical JSON: one order of members, maps ordered by key, no white space, nothing that is empty or absent.</summary>
internal static class ManifestWriter
{
    public static byte[] ToBytes(Manifest manifest)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, manifest);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Manifest manifest)
    {
        json.WriteStartObject();
        json.WriteNumber("version"u8, Manifest.FormatVersion);
        json.WriteString("commit"u8, manifest.Commit.ToString());
        json.WriteString("tree"u8, manifest.Tree.ToString());
        json.WriteString("object_format"u8, manifest.ObjectFormat == ObjectFormat.Sha1 ? "sha1"u8 : "sha256"u8);
        json.WriteStartObject("fingerprints"u8);
        foreach (var (language, fingerprint) in manifest.Fingerprints.All)
        {
            json.WriteString(language, fingerprint);
        }

        json.WriteEndObject();
        json.WriteStartArray("segments"u8);
        foreach (var segment in manifest.Segments)
        {
            WriteSegment(json, segment);
        }

        json.WriteEndArray();
        WriteParts(json, manifest.Parts);
        WriteTables(json, manifest.Tables);
        json.WriteEndObject();
    }

    private static void WriteSegment(Utf8JsonWriter json, ManifestSegment segment)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, segment.Id.ToString());
        json.WriteString("kind"u8, segment.Kind == SegmentKind.Base ? "base"u8 : "increment"u8);
        json.WriteNumber("size_bytes"u8, segment.SizeBytes);
        json.WriteNumber("blob_count"u8, segment.BlobCount);
        WriteObject(json, "bundle", segment.Bundle);
        WriteObject(json, "bundle_head", segment.Head);
        WriteObject(json, "blobs", segment.Blobs);
        WriteTables(json, segment.Tables);
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, IReadOnlyList<ManifestPart> parts)
    {
        if (parts.Count == 0)
        {
            return;
        }

        json.WriteStartArray("parts"u8);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, part.Kind);
            json.WriteString("version"u8, part.Version);
            json.WriteString("id"u8, part.Id.ToString());
            json.WriteNumber("size_bytes"u8, part.SizeBytes);
            WriteObject(json, "bundle", part.Bundle);
            WriteObject(json, "bundle_head", part.Head);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTables(Utf8JsonWriter json, IReadOnlyDictionary<string, ObjectRef>? tables)
    {
        if (tables is null or { Count: 0 })
        {
            return;
        }

        json.WriteStartObject("tables"u8);
        foreach (var (name, table) in tables.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            WriteObject(json, name, table);
        }

        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, string name, ObjectRef? reference)
    {
        if (reference is { } present)
        {
            json.WriteStartObject(name);
            json.WriteString("sha256"u8, present.Sha256.ToString());
            json.WriteNumber("size_bytes"u8, present.SizeBytes);
            json.WriteEndObject();
        }
    }
}
