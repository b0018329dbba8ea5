using System.Text;

namespace Revdex.Git;

/// <summary>The configuration that git sees, as it was when read. Keys: section and name without regard to case.</summary>
internal sealed class GitConfig
{
    private readonly List<(string Scope, string Key, string Value)> _entries = [];

    /// <summary>The last value, which is the one that counts; null where there is none.</summary>
    public string? Get(string key)
    {
        var canonical = Canonical(key);
        return _entries.FindLast(e => e.Key == canonical).Value;
    }

    /// <summary>All values as they come; an empty one takes back those before it, as in git's own lists.</summary>
    public IReadOnlyList<string> GetAll(string key)
    {
        var values = new List<string>();
        foreach (var value in _entries.Where(e => e.Key == Canonical(key)).Select(e => e.Value))
        {
            if (value.Length == 0)
            {
                values.Clear();
            }
            else
            {
                values.Add(value);
            }
        }

        return values;
    }

    public bool GetBool(string key) => IsTrue(Get(key));

    /// <summary>Whether a remote promised objects that the clone does not hold.</summary>
    public bool IsPartialClone =>
        Get("extensions.partialClone") is not null
        || _entries.Exists(e => e.Key.StartsWith("remote.", StringComparison.Ordinal) && e.Key.EndsWith(".promisor", StringComparison.Ordinal) && IsTrue(e.Value));

    /// <summary>
    /// Settings that take from each content filter what the repository's own configuration says of it, and leave what the user's
    /// or the system's says (git-lfs is normally installed there).
    /// </summary>
    public IReadOnlyList<(string Key, string Value)> WithoutFiltersOfRepository() =>
    [
        .. _entries.Where(e => IsOfRepository(e.Scope) && e.Key.StartsWith("filter.", StringComparison.Ordinal) && e.Key.LastIndexOf('.') > 6)
            .Select(e => e.Key[..e.Key.LastIndexOf('.')])
            .Distinct(StringComparer.Ordinal)
            .SelectMany(UserFilter),
    ];

    /// <summary>Records of <c>config --list -z --show-scope</c>: the scope, then the key, a line feed and the value (true where there is no line feed).</summary>
    public static GitConfig ReadScoped(RecordReader records)
    {
        var config = new GitConfig();
        while (records.TryRead(out var scope))
        {
            var name = Encoding.UTF8.GetString(scope);
            config.Add(name, records.TryRead(out var entry) ? entry : throw new InvalidDataException("git's configuration ends after a scope"));
        }

        return config;
    }

    /// <summary>Records of <c>config --list -z</c>.</summary>
    public static GitConfig ReadPlain(RecordReader records)
    {
        var config = new GitConfig();
        while (records.TryRead(out var entry))
        {
            config.Add("file", entry);
        }

        return config;
    }

    private void Add(string scope, ReadOnlySpan<byte> entry)
    {
        var end = entry.IndexOf((byte)'\n');
        var key = Encoding.UTF8.GetString(end < 0 ? entry : entry[..end]);
        _entries.Add((scope, key, end < 0 ? "true" : Encoding.UTF8.GetString(entry[(end + 1)..])));
    }

    /// <summary>An empty command is none; where one had to be taken away, git must not insist on the filter (an empty process also turns clean off).</summary>
    private IEnumerable<(string Key, string Value)> UserFilter(string filter)
    {
        var isTaken = false;
        foreach (var key in new[] { $"{filter}.clean", $"{filter}.process" })
        {
            if (_entries.Exists(e => e.Key == key && IsOfRepository(e.Scope)))
            {
                isTaken |= OfUser(key) is null;
                yield return (key, OfUser(key) ?? "");
            }
        }

        yield return ($"{filter}.required", isTaken ? "false" : OfUser($"{filter}.required") ?? "false");
    }

    private string? OfUser(string key) => _entries.FindLast(e => e.Key == key && !IsOfRepository(e.Scope)).Value;

    private static bool IsOfRepository(string scope) => scope is "local" or "worktree";

    private static bool IsTrue(string? value) => value?.ToLowerInvariant() is "true" or "yes" or "on" or "1";

    private static string Canonical(string key)
    {
        var (first, last) = (key.IndexOf('.', StringComparison.Ordinal), key.LastIndexOf('.'));
        return first == last ? key.ToLowerInvariant() : key[..first].ToLowerInvariant() + key[first..last] + key[last..].ToLowerInvariant();
    }
}
