using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Revdex.Storage;

namespace Revdex.Query;

/// <summary>Hashes of what views hold. Only compared with others made on machines of the same byte order.</summary>
internal static class ViewIdentity
{
    public static ContentHash Of(View view)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(view.Paths.Identity.Span);
        hash.AppendData(view.Files.Oids);
        hash.AppendData(MemoryMarshal.AsBytes<ushort>(view.Files.Modes));
        return ContentHash.Finish(hash);
    }

    public static ContentHash OfPaths(ReadOnlySpan<byte> paths, ReadOnlySpan<int> starts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(starts));
        hash.AppendData(paths);
        return ContentHash.Finish(hash);
    }
}
