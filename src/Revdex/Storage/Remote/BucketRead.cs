namespace Revdex.Storage.Remote;

/// <summary>An answer to a read, its body still on the way.</summary>
/// <param name="Offset">Where in the object the body begins: 0 where the store knows no ranges.</param>
/// <param name="TotalBytes">Of the whole object; null where the store does not tell.</param>
/// <param name="Response">What to dispose besides the body.</param>
internal sealed record BucketRead(Stream Body, long Offset, long? TotalBytes, string? ETag, IDisposable? Response) : IDisposable
{
    /// <summary>For a range that begins at or after the object's end.</summary>
    public static BucketRead Beyond(long offset) => new(Stream.Null, offset, null, null, null);

    public void Dispose()
    {
        Body.Dispose();
        Response?.Dispose();
    }
}
