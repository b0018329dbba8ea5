using System.Buffers;
using System.Text;
using System.Text.Json;
using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// Reads a manifest that may come from anyone. Sizes and counts are bounded before anything is made of them, names are plain words that
/// cannot be paths, and the bytes must be the canonical ones, so that unknown, doubled or reordered members are refused as well.
/// </summary>
public static class ManifestReader
{
    /// <summary>4 TiB: more is a lie.</summary>
    private const long ObjectSizeMaxBytes = 1L << 42;

    private const int WordLengthMax = 64;

    private static readonly SearchValues<char> WordCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> HexCharacters = SearchValues.Create("0123456789abcdef");

    /// <param name="name">What the manifest is called in errors: its key or path.</param>
    /// <exception cref="InvalidDataException">The bytes are no manifest of this version; the message names the manifest and the member.</exception>
    public static Manifest Read(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            return Parse(bytes);
        }
        catch (ManifestFault fault)
        {
            throw new InvalidDataException($"manifest {name}: {fault.Message}");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"manifest {name}: no JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine}", e);
        }
    }

    private static Manifest Parse(ReadOnlyMemory<byte> bytes)
    {
        Require(bytes.Length <= Manifest.SizeMaxBytes, "", $"{bytes.Length} bytes, more than {Manifest.SizeMaxBytes}");
        Require(Ascii.IsValid(bytes.Span) && !bytes.Span.Contains((byte)'\\'), "", "not plain ASCII, which the canonical form is");
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 6 });
        var root = document.RootElement;
        var version = Number(root, "", "version", int.MaxValue);
        Require(version == Manifest.FormatVersion, "version", $"format version {version} is not the one this program reads ({Manifest.FormatVersion})");
        var manifest = new Manifest
        {
            Commit = ReadOid(root, "commit"),
            Tree = ReadOid(root, "tree"),
            Fingerprints = ReadFingerprints(Member(root, "", "fingerprints", JsonValueKind.Object)),
            Segments = ReadSegments(Member(root, "", "segments", JsonValueKind.Array)),
            Parts = ReadParts(root),
            Tables = ReadTables(root, ""),
        };
        var format = manifest.ObjectFormat == ObjectFormat.Sha1 ? "sha1" : "sha256";
        Require(Text(root, "", "object_format") == format, "object_format", $"not {format}, which the commit id is of");
        CheckConsistency(manifest);
        Require(manifest.ToBytes().AsSpan().SequenceEqual(bytes.Span), "", "not in canonical form (an unknown, missing, doubled or misplaced member)");
        return manifest;
    }

    private static void CheckConsistency(Manifest manifest)
    {
        Require(manifest.Tree.Length == manifest.Commit.Length, "tree", "not of the commit's object format");
        Require(manifest.Segments.SequenceEqual(Manifest.Order(manifest.Segments)), "segments", "not in order");
        Require(manifest.Segments.DistinctBy(s => s.Id).Count() == manifest.Segments.Count, "segments", "one comes twice");
        Require(manifest.Parts.SequenceEqual(Manifest.Order(manifest.Parts)), "parts", "not in order");
        Require(manifest.Parts.DistinctBy(p => p.Id).Count() == manifest.Parts.Count, "parts", "one comes twice");
        Require(manifest.Segments.Count(s => s.Kind == SegmentKind.Base) <= 1, "segments", "more than one base");
    }

    private static FingerprintSet ReadFingerprints(JsonElement map)
    {
        var fingerprints = new List<KeyValuePair<string, string>>();
        foreach (var member in map.EnumerateObject())
        {
            var path = $"fingerprints.{Shorten(member.Name)}";
            Require(fingerprints.Count < Manifest.FingerprintCountMax, "fingerprints", $"more than {Manifest.FingerprintCountMax}");
            Require(IsWord(member.Name), path, "not a language id");
            Require(fingerprints.All(f => f.Key != member.Name), path, "comes twice");
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : "";
            Require(text.Length == 32 && !text.AsSpan().ContainsAnyExcept(HexCharacters), path, "not 32 hexadecimal digits");
            fingerprints.Add(new(member.Name, text));
        }

        return new FingerprintSet(fingerprints);
    }

    private static List<ManifestSegment> ReadSegments(JsonElement list)
    {
        Require(list.GetArrayLength() <= Manifest.SegmentCountMax, "segments", $"{list.GetArrayLength()}, more than {Manifest.SegmentCountMax}");
        var segments = new List<ManifestSegment>();
        foreach (var element in list.EnumerateArray())
        {
            var path = $"segments[{segments.Count}].";
            Require(element.ValueKind == JsonValueKind.Object, path, "not an object");
            segments.Add(new ManifestSegment
            {
                Id = ReadHash(element, path, "id"),
                Kind = ReadKind(element, path),
                SizeBytes = Number(element, path, "size_bytes", Bundle.SegmentSizeMaxBytes),
                BlobCount = (int)Number(element, path, "blob_count", int.MaxValue),
                Bundle = ReadObject(element, path, "bundle"),
                Head = ReadObject(element, path, "bundle_head"),
                Blobs = ReadObject(element, path, "blobs"),
                Tables = ReadTables(element, path),
            });
        }

        return segments;
    }

    private static List<ManifestPart> ReadParts(JsonElement root)
    {
        var parts = new List<ManifestPart>();
        if (!root.TryGetProperty("parts"u8, out _))
        {
            return parts;
        }

        var list = Member(root, "", "parts", JsonValueKind.Array);
        Require(list.GetArrayLength() is > 0 and <= Manifest.PartCountMax, "parts", $"{list.GetArrayLength()}, not 1 to {Manifest.PartCountMax}");
        foreach (var element in list.EnumerateArray())
        {
            var path = $"parts[{parts.Count}].";
            parts.Add(new ManifestPart
            {
                Kind = Word(element, path, "kind"),
                Version = Word(element, path, "version"),
                Id = ReadHash(element, path, "id"),
                SizeBytes = Number(element, path, "size_bytes", Bundle.SegmentSizeMaxBytes),
                Bundle = ReadObject(element, path, "bundle"),
                Head = ReadObject(element, path, "bundle_head"),
            });
        }

        return parts;
    }

    private static string Word(JsonElement owner, string path, string member) =>
        Text(owner, path, member) is var word && IsWord(word) ? word : throw new ManifestFault(path + member, "not a plain word");

    private static SegmentKind ReadKind(JsonElement segment, string path) => Text(segment, path, "kind") switch
    {
        "base" => SegmentKind.Base,
        "increment" => SegmentKind.Increment,
        _ => throw new ManifestFault(path + "kind", "neither base nor increment"),
    };

    private static Dictionary<string, ObjectRef>? ReadTables(JsonElement owner, string path)
    {
        if (!owner.TryGetProperty("tables"u8, out var map))
        {
            return null;
        }

        Require(map.ValueKind == JsonValueKind.Object, path + "tables", "not an object");
        var tables = new Dictionary<string, ObjectRef>(StringComparer.Ordinal);
        foreach (var member in map.EnumerateObject())
        {
            Require(tables.Count < Manifest.TableCountMax, path + "tables", $"more than {Manifest.TableCountMax}");
            Require(IsWord(member.Name), $"{path}tables.{Shorten(member.Name)}", "not a table's name");
            tables[member.Name] = ReadObject(map, path + "tables.", member.Name)!.Value;
        }

        return tables;
    }

    private static ObjectRef? ReadObject(JsonElement owner, string path, string member)
    {
        if (!owner.TryGetProperty(member, out var value))
        {
            return null;
        }

        Require(value.ValueKind == JsonValueKind.Object, path + member, "not an object");
        return new ObjectRef(ReadHash(value, $"{path}{member}.", "sha256"), Number(value, $"{path}{member}.", "size_bytes", ObjectSizeMaxBytes));
    }

    private static ContentHash ReadHash(JsonElement owner, string path, string member) =>
        ContentHash.TryParse(Text(owner, path, member), out var hash) ? hash : throw new ManifestFault(path + member, "not a SHA-256 in lower-case hexadecimal digits");

    private static Oid ReadOid(JsonElement owner, string member) =>
        Oid.TryParse(Text(owner, "", member).AsSpan(), out var oid) ? oid : throw new ManifestFault(member, "not an object id");

    private static string Text(JsonElement owner, string path, string member) => Member(owner, path, member, JsonValueKind.String).GetString()!;

    private static long Number(JsonElement owner, string path, string member, long max)
    {
        var isNumber = Member(owner, path, member, JsonValueKind.Number).TryGetInt64(out var value);
        Require(isNumber && value >= 0 && value <= max, path + member, $"not a whole number up to {max}");
        return value;
    }

    private static JsonElement Member(JsonElement owner, string path, string member, JsonValueKind kind)
    {
        Require(owner.ValueKind == JsonValueKind.Object, path, "not an object");
        Require(owner.TryGetProperty(member, out var value), path + member, "missing");
        Require(value.ValueKind == kind, path + member, "of the wrong type");
        return value;
    }

    private static bool IsWord(string text) => text.Length is > 0 and <= WordLengthMax && !text.AsSpan().ContainsAnyExcept(WordCharacters);

    /// <summary>A hostile name fit to be printed.</summary>
    private static string Shorten(string text) =>
        string.Concat(text.Take(WordLengthMax).Select(c => c is >= ' ' and <= '~' ? c : '?'));

    private static void Require(bool condition, string path, string complaint)
    {
        if (!condition)
        {
            throw new ManifestFault(path, complaint);
        }
    }

    private sealed class ManifestFault(string path, string complaint) : Exception(path.Length == 0 ? complaint : $"{path.TrimEnd('.')}: {complaint}");
}
