using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Revdex.Tests.Storage.Servers;

/// <summary>Parts of one object on the way.</summary>
internal sealed class S3Upload(string? mark)
{
    private readonly ConcurrentDictionary<int, (byte[] Content, string ETag)> _parts = new();

    public string? Mark => mark;

    public string Put(int number, byte[] content)
    {
        var etag = $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";
        _parts[number] = (content, etag);
        return etag;
    }

    /// <summary>Null where a part is not as it was put, or one that is not the last is too small.</summary>
    public byte[]? Join((int Number, string ETag)[] parts, int partMinBytes)
    {
        var isWrong = parts.Any(p => !_parts.TryGetValue(p.Number, out var part) || part.ETag.Trim('"') != p.ETag.Trim('"'))
            || parts[..^1].Any(p => _parts[p.Number].Content.Length < partMinBytes);
        return isWrong ? null : [.. parts.OrderBy(p => p.Number).SelectMany(p => _parts[p.Number].Content)];
    }
}
