using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>Reads objects whose hash nobody knows beforehand, and which may therefore be of any size.</summary>
internal static class SmallObjects
{
    /// <summary>The object, cut off after one byte more than it may have: its reader will find it too long. Null: absent.</summary>
    public static async Task<byte[]?> ReadUpToAsync(this IObjectStore store, string key, int sizeMaxBytes, CancellationToken cancellationToken)
    {
        await using var from = await store.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        if (from is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; copy.Length <= sizeMaxBytes && (read = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            copy.Write(buffer, 0, (int)Math.Min(read, sizeMaxBytes + 1 - copy.Length));
        }

        return copy.ToArray();
    }
}
