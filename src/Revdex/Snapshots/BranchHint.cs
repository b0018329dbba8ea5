using System.Text;
using System.Text.Json;
using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary><c>{"commit":"…"}</c>: the last published commit of a branch. Anyone may have written it, so it only says where to look.</summary>
internal static class BranchHint
{
    public const int SizeMaxBytes = 1024;

    public static byte[] ToBytes(Oid commit) => Encoding.ASCII.GetBytes($"{{\"commit\":\"{commit}\"}}");

    public static bool TryRead(byte[] bytes, out Oid commit)
    {
        commit = default;
        try
        {
            using var document = JsonDocument.Parse(bytes.Length <= SizeMaxBytes && Ascii.IsValid(bytes) ? bytes : []);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("commit"u8, out var text)
                && text.ValueKind == JsonValueKind.String
                && Oid.TryParse(text.GetString().AsSpan(), out commit);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false; // InvalidOperationException: half of a surrogate pair, escaped.
        }
    }
}
