using System.Buffers;

namespace Revdex.Storage;

/// <summary>
/// The rule for keys, narrow enough to be a file name, a URL path and an S3 or Azure key without escaping: parts of
/// <c>A-Z a-z 0-9 . _ -</c> joined by single slashes, no part starting or ending with a dot (so no <c>..</c>, no hidden or temporary file).
/// </summary>
public static class StoreKey
{
    /// <summary>Below the 1,024 of S3 and Azure, with room for a prefix.</summary>
    public const int LengthMax = 512;

    /// <summary>What every file system takes.</summary>
    public const int PartLengthMax = 200;

    private const string MutablePrefix = "v1/branches/";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Only these may be replaced; all other objects are immutable.</summary>
    public static bool IsMutable(string key) => key.StartsWith(MutablePrefix, StringComparison.Ordinal);

    public static bool IsValid(ReadOnlySpan<char> key)
    {
        if (key.IsEmpty || key.Length > LengthMax)
        {
            return false;
        }

        foreach (var part in key.Split('/'))
        {
            if (!IsValidPart(key[part]))
            {
                return false;
            }
        }

        return true;
    }

    /// <exception cref="ArgumentException">The key breaks the rule.</exception>
    public static void Check(string key)
    {
        if (!IsValid(key))
        {
            throw new ArgumentException($"'{key}' is not a store key", nameof(key));
        }
    }

    /// <exception cref="ArgumentException">The key breaks the rule or may not be replaced.</exception>
    public static void CheckMutable(string key)
    {
        Check(key);
        if (!IsMutable(key))
        {
            throw new ArgumentException($"'{key}' is immutable: put it if absent", nameof(key));
        }
    }

    /// <summary>A prefix to list by: empty, a valid key, or the beginning of one.</summary>
    /// <exception cref="ArgumentException">No valid key starts like this.</exception>
    public static void CheckPrefix(string prefix)
    {
        if (prefix.Length > 0 && !IsValid(prefix.EndsWith('/') || prefix.EndsWith('.') ? prefix + "x" : prefix))
        {
            throw new ArgumentException($"'{prefix}' starts no store key", nameof(prefix));
        }
    }

    private static bool IsValidPart(ReadOnlySpan<char> part) =>
        part.Length is > 0 and <= PartLengthMax && part[0] != '.' && part[^1] != '.' && !part.ContainsAnyExcept(Allowed);
}
