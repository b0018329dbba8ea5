using System.Globalization;
using System.Text;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>When each signed branch hint that was seen was published, so that an older one put back in its place is noticed.</summary>
internal sealed class HintMemory(string folder, Action<string, ReadOnlyMemory<byte>> write)
{
    /// <summary>Of publishers that race, the one that signed first may put last; and their clocks differ.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <summary>Remembers the hint, unless it is older than one seen before.</summary>
    /// <returns>False: it is.</returns>
    public bool TryAdvance(string store, string key, DateTimeOffset publishedAt)
    {
        var path = Path.Combine(folder, ContentHash.Of(Encoding.UTF8.GetBytes($"{store}\n{key}")).ToString());
        var last = Read(path);
        if (publishedAt < last - Tolerance)
        {
            return false;
        }

        if (publishedAt > last)
        {
            write(path, Encoding.ASCII.GetBytes(publishedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        }

        return true;
    }

    /// <summary>The beginning of time where it cannot be read: then nothing is known.</summary>
    private static DateTimeOffset Read(string path)
    {
        try
        {
            return DateTimeOffset.FromUnixTimeSeconds(long.Parse(AtomicFile.ReadAllBytes(path), NumberStyles.None, CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            return DateTimeOffset.UnixEpoch;
        }
    }
}
