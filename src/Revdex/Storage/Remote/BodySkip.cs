using System.Buffers;

namespace Revdex.Storage.Remote;

/// <summary>For stores that know no ranges and send all: passes over what comes before.</summary>
internal static class BodySkip
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Reads the body up to an offset in the object, or to its end. Disposes the answer on failure.</summary>
    public static async Task ToAsync(BucketRead read, long offset, AttemptClock clock)
    {
        if (read.Offset == offset)
        {
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var left = read.Offset < offset ? offset - read.Offset : throw new StoreFault("the store sent another range than it was asked for", isTransient: false);
            for (int count; left > 0 && (count = await read.Body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), clock.Token).ConfigureAwait(false)) > 0; left -= count)
            {
                clock.Moved();
            }
        }
        catch
        {
            read.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
