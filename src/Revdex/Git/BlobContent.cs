namespace Revdex.Git;

/// <summary>A blob as git has it; <paramref name="Bytes"/> is empty where the blob is larger than the reader asked for.</summary>
public readonly record struct BlobContent(long SizeBytes, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether the content was left out for its size.</summary>
    public bool IsLeftOut => Bytes.Length != SizeBytes;
}
