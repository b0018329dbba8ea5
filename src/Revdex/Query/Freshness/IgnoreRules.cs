using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>Which untracked paths are ignored, remembered until the rules change. For one thread at a time.</summary>
internal sealed class IgnoreRules(IgnoreCheck check) : IDisposable
{
    /// <summary>A build that writes this many other names starts over; an answer is some tens of bytes.</summary>
    private const int RememberedMax = 20_000;

    private readonly Dictionary<byte[], bool> _known = new(PathComparer.Instance);

    /// <summary>For each path, whether it, or a folder above it, is ignored.</summary>
    /// <exception cref="RevdexException">Git failed.</exception>
    public bool[] AreIgnored(IReadOnlyList<byte[]> paths)
    {
        if (_known.Count > RememberedMax)
        {
            _known.Clear();
        }

        var unknown = paths.SelectMany(Unknown).Distinct(PathComparer.Instance).ToList();
        if (unknown.Count > 0)
        {
            var answers = check.AreIgnored(unknown);
            for (var i = 0; i < answers.Length; i++)
            {
                _known[unknown[i]] = answers[i];
            }
        }

        return [.. paths.Select(path => IsIgnored(path))];
    }

    /// <summary>The path is, or was, a folder: rules for folders apply anew.</summary>
    public void Forget(byte[] path) => _known.Remove(path);

    public void Reset()
    {
        _known.Clear();
        check.Reset();
    }

    public void Dispose() => check.Dispose();

    /// <summary>The path and the folders above it, as far as they are not known; none where one of those is known to be ignored.</summary>
    private List<byte[]> Unknown(byte[] path)
    {
        var unknown = new List<byte[]>();
        foreach (var end in Ends(path))
        {
            var part = path.AsSpan(0, end);
            if (!_known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(part, out var isIgnored))
            {
                unknown.Add(part.ToArray());
            }
            else if (isIgnored)
            {
                return [];
            }
        }

        return unknown;
    }

    private bool IsIgnored(byte[] path)
    {
        foreach (var end in Ends(path))
        {
            if (_known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(path.AsSpan(0, end), out var isIgnored) && isIgnored)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<int> Ends(byte[] path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == (byte)'/')
            {
                yield return i;
            }
        }

        yield return path.Length;
    }
}
