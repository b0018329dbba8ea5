using System.Text;
using Revdex.Trust;

namespace Revdex.Snapshots;

/// <summary>
/// A Final entry of the cache. What was pulled is kept as it was in the store, so that its signature is checked against the keys of the day
/// whenever it is read; what was made here has a line before the manifest: <c>made</c> and the keys whose facts went into it.
/// </summary>
internal static class CacheEntry
{
    private const string Made = "made";

    /// <summary>The word and sixteen key ids are a tenth of this; the line of a damaged file may have no end.</summary>
    private const int LineMaxBytes = 16 * 1024;

    public static byte[] ToBytes(Manifest manifest) => manifest.Provenance.Stored
        ?? [.. Encoding.ASCII.GetBytes($"{string.Join(' ', manifest.Provenance.Signers.Prepend(Made))}\n"), .. manifest.ToBytes()];

    /// <exception cref="InvalidDataException">The bytes are no entry.</exception>
    public static Manifest Read(byte[] bytes, string name, TrustPolicy policy)
    {
        var end = bytes.AsSpan(0, Math.Min(bytes.Length, LineMaxBytes)).IndexOf((byte)'\n');
        if (end >= 0 && Encoding.ASCII.GetString(bytes, 0, end).Split(' ') is [Made, .. var signers])
        {
            return ManifestReader.Read(bytes.AsMemory(end + 1), name) with { Provenance = Provenance.Of(signers) };
        }

        var (payload, signedBy) = ManifestSeal.Reading(policy with { IsRequired = false }).Unwrap(ManifestSeal.ManifestType, bytes, name);
        return ManifestReader.Read(payload, name) with { Provenance = Provenance.Pulled(bytes, signedBy) };
    }
}
