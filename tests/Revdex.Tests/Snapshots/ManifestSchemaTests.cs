using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Revdex.Snapshots;

namespace Revdex.Tests.Snapshots;

public sealed class ManifestSchemaTests
{
    private static readonly Manifest Rich = Samples.Manifest(
        7,
        Samples.Published(1, SegmentKind.Base) with { Tables = new Dictionary<string, ObjectRef> { ["symbols"] = new(Samples.Hash(4), 44), ["files"] = new(Samples.Hash(5), 55) } },
        Samples.Published(2)) with
    {
        Parts = [Samples.Part(21)],
        Tables = new Dictionary<string, ObjectRef> { ["tree"] = new(Samples.Hash(9), 12) },
    };

    private static readonly JsonSchema Schema = JsonSchema.Load(Path.Combine(RepositoryRoot, "artifacts", "manifest.schema.json"));

    private static string RepositoryRoot =>
        typeof(ManifestSchemaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Published_manifests_are_valid()
    {
        Assert.Empty(Validate(Rich.ToBytes()));
        Assert.Empty(Validate(Samples.Manifest(1).ToBytes()));
        Assert.Empty(Validate((Rich with { Fingerprints = FingerprintSet.Current }).ToBytes()));
    }

    [Fact]
    public void Manifest_that_was_never_published_is_not() =>
        Assert.Equal(
            ["$.segments[0]: required"],
            Validate(Samples.Manifest(1, Samples.Published(1) with { Bundle = null }).ToBytes()));

    /// <summary>The schema and the reader were written apart: each change to any one member must be judged alike by both.</summary>
    [Fact]
    public void Schema_and_reader_agree_on_what_is_wrong()
    {
        string[] values = ["null", "7", "-1", "1.5", "\"\"", "\"x\"", "[]", "{}", "[7]", "{\"a b\":7}", "99999999999999999999", $"\"{new string('A', 64)}\""];
        foreach (var path in Members(JsonNode.Parse(Rich.ToBytes())!))
        {
            foreach (var value in values)
            {
                AssertAgree(path, JsonNode.Parse(value));
            }
        }
    }

    private static void AssertAgree(string path, JsonNode? value)
    {
        var root = JsonNode.Parse(Rich.ToBytes())!;
        var target = root;
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
        {
            target = target is JsonArray array ? array[int.Parse(part, null)]! : target[part]!;
        }

        if (target is JsonArray list)
        {
            list[int.Parse(parts[^1], null)] = value;
        }
        else
        {
            target[parts[^1]] = value;
        }

        var bytes = Encoding.UTF8.GetBytes(root.ToJsonString());
        Assert.True(Validate(bytes).Count == 0 == IsReadable(bytes), $"{path} = {value?.ToJsonString()}: {string.Join("; ", Validate(bytes))}");
    }

    private static IEnumerable<string> Members(JsonNode node) => node switch
    {
        JsonObject map => map.SelectMany(m => Members(m.Value!).Select(inner => $"{m.Key}.{inner}").Prepend(m.Key)),
        JsonArray list => list.SelectMany((item, i) => Members(item!).Select(inner => $"{i}.{inner}").Prepend($"{i}")),
        _ => [],
    };

    private static IReadOnlyList<string> Validate(byte[] manifest) => Schema.Validate(JsonDocument.Parse(manifest).RootElement);

    private static bool IsReadable(byte[] bytes)
    {
        try
        {
            return ManifestReader.Read(bytes, "test").IsPublished;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
