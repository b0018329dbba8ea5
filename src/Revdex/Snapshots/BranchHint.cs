using System.Buffers;
using System.Text;
using System.Text.Json;
using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>
/// The last published commit of a branch: <c>{"commit":"…"}</c>, and where it is signed <c>{"branch":"…","commit":"…","published_at":…}</c>, so
/// that one of another branch or of another day can be told. It only says where to look.
/// </summary>
/// <param name="Branch">Null where the hint does not say.</param>
/// <param name="PublishedAt">To the second; null where the hint does not say.</param>
internal sealed record BranchHint(Oid Commit, string? Branch = null, DateTimeOffset? PublishedAt = null)
{
    /// <summary>With a long branch name, in an envelope.</summary>
    public const int SizeMaxBytes = 16 * 1024;

    public byte[] ToBytes()
    {
        var bytes = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            if (Branch is not null)
            {
                json.WriteString("branch"u8, Branch);
            }

            json.WriteString("commit"u8, Commit.ToString());
            if (PublishedAt is { } at)
            {
                json.WriteNumber("published_at"u8, at.ToUnixTimeSeconds());
            }

            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Null where the bytes are none.</summary>
    public static BranchHint? TryRead(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes.Length <= SizeMaxBytes ? bytes : []);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && Text(root, "commit") is { } text && Oid.TryParse(text, out var commit)
                ? new BranchHint(commit, Text(root, "branch"), Time(root))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null; // InvalidOperationException: half of a surrogate pair, escaped.
        }
    }

    private static string? Text(JsonElement root, string member) =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement root) =>
        root.TryGetProperty("published_at"u8, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
