using Revdex.Facts;

namespace Revdex.Query.Freshness;

/// <summary>Room that files are read into, one after the other, by who needs each for a moment only. For one thread.</summary>
internal sealed class ReadBuffer
{
    private byte[] _bytes = [];

    /// <summary>At least so many bytes; what was there before is gone.</summary>
    /// <param name="sizeBytes">At most one more than <see cref="Limits.BlobSizeMaxBytes"/>.</param>
    public byte[] Room(int sizeBytes)
    {
        if (_bytes.Length < sizeBytes)
        {
            _bytes = new byte[Math.Min(Math.Max(sizeBytes, _bytes.Length * 2), Limits.BlobSizeMaxBytes + 1)];
        }

        return _bytes;
    }
}
