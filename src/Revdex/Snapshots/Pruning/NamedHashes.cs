using System.Buffers;
using System.Buffers.Text;
using Revdex.Storage;
using Revdex.Trust;

namespace Revdex.Snapshots.Pruning;

/// <summary>Which objects a manifest names. It need not be trusted for that: what it names is kept, and nothing else is done with it.</summary>
internal static class NamedHashes
{
    private const int HexLength = 2 * ContentHash.Length;

    /// <summary>Shorter texts hold no hash.</summary>
    private const int Base64LengthMin = 4 * ContentHash.Length / 3;

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdef"u8);
    private static readonly SearchValues<byte> Base64Text = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8);

    /// <summary>Of one that this version cannot read (a later one's, a damaged one), every hash in its bytes, and in what they hold in base64.</summary>
    public static (IReadOnlyList<ContentHash> Named, bool IsReadable) Of(byte[] bytes, string key)
    {
        try
        {
            var (payload, _) = ManifestSeal.None.Unwrap(ManifestSeal.ManifestType, bytes, key);
            return ([.. ManifestReader.Read(payload, key).Objects.Select(o => o.Sha256)], true);
        }
        catch (InvalidDataException)
        {
            var found = new HashSet<ContentHash>();
            Scan(bytes, found);
            foreach (var run in Runs(bytes, Base64Text).Where(r => r.Length >= Base64LengthMin))
            {
                Scan(Decoded(bytes.AsSpan(run.Start, run.Length)), found);
            }

            return ([.. found], false);
        }
    }

    private static void Scan(byte[] bytes, HashSet<ContentHash> found)
    {
        foreach (var (start, length) in Runs(bytes, Hex))
        {
            if (length == HexLength)
            {
                found.Add(ContentHash.Parse(System.Text.Encoding.ASCII.GetString(bytes, start, length)));
            }
        }
    }

    /// <summary>As much of it as is whole.</summary>
    private static byte[] Decoded(ReadOnlySpan<byte> text)
    {
        var standard = text[..(text.Length / 4 * 4)].ToArray();
        standard.AsSpan().Replace((byte)'-', (byte)'+');
        standard.AsSpan().Replace((byte)'_', (byte)'/');
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(standard.Length)];
        Base64.DecodeFromUtf8(standard, decoded, out _, out var length);
        return decoded[..length];
    }

    /// <summary>The longest stretches that consist of these bytes.</summary>
    private static List<(int Start, int Length)> Runs(ReadOnlySpan<byte> bytes, SearchValues<byte> of)
    {
        var runs = new List<(int, int)>();
        for (var at = 0; at < bytes.Length;)
        {
            var start = bytes[at..].IndexOfAny(of);
            if (start < 0)
            {
                break;
            }

            at += start;
            var length = bytes[at..].IndexOfAnyExcept(of);
            length = length < 0 ? bytes.Length - at : length;
            runs.Add((at, length));
            at += length;
        }

        return runs;
    }
}
