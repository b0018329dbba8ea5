namespace Revdex.Storage;

/// <summary>
/// <c>scheme://place/path?name=value&amp;…</c>. Values may be secrets (a SAS): only <see cref="Redacted"/> is ever shown. Names are taken out as they
/// are used, so that what is left over is a mistake to tell.
/// </summary>
internal sealed class StoreUrl
{
    public const string CommittedFile = ".revdexconfig";

    private readonly Dictionary<string, string> _query = new(StringComparer.Ordinal);

    private StoreUrl(string scheme, string place, string path) => (Scheme, Place, Path) = (scheme, place, path);

    /// <summary>Lower-case.</summary>
    public string Scheme { get; }

    /// <summary>What is between <c>://</c> and the next slash.</summary>
    public string Place { get; }

    /// <summary>Without slashes at either end.</summary>
    public string Path { get; }

    /// <summary>Everything from the question mark on, without it.</summary>
    public string Query { get; private init; } = "";

    public static StoreUrl Parse(string url)
    {
        var colon = url.IndexOf("://", StringComparison.Ordinal);
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        var end = mark < 0 ? url.Length : mark;
        var rest = url[(colon + 3)..end];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (place, path) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..].Trim('/'));
        var parsed = new StoreUrl(url[..colon].ToLowerInvariant(), place, path) { Query = mark < 0 ? "" : url[(mark + 1)..] };
        foreach (var pair in parsed.Query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            parsed._query[equals < 0 ? pair : pair[..equals]] = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        return parsed;
    }

    /// <summary>Any URL without what may be secret in it: user, password and query.</summary>
    public static string Redacted(string url)
    {
        var end = url.IndexOf('?', StringComparison.Ordinal);
        var shown = end < 0 ? url : url[..end];
        var start = shown.IndexOf("://", StringComparison.Ordinal);
        var at = start < 0 ? -1 : shown.AsSpan(start + 3).IndexOf('/') is var slash and >= 0
            ? shown.LastIndexOf('@', start + 3 + slash, slash + 1)
            : shown.LastIndexOf('@');
        return at > start && start >= 0 ? $"{shown[..(start + 3)]}{shown[(at + 1)..]}" : shown;
    }

    /// <summary>The value, which then counts as used; null where there is none.</summary>
    public string? Take(string name) => _query.Remove(name, out var value) ? value : null;

    /// <summary>Whether a name is there that was not taken yet.</summary>
    public bool Has(string name) => _query.ContainsKey(name);

    /// <summary>All that was not taken yet, as a query.</summary>
    public string TakeRest()
    {
        var rest = string.Join('&', _query.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        _query.Clear();
        return rest;
    }

    /// <exception cref="RevdexException">A name is left over: a slip of the pen, or meant for another kind of store.</exception>
    public void CheckAllTaken(string known)
    {
        if (_query.Count > 0)
        {
            throw new RevdexException($"store {this}: '{_query.Keys.First()}' means nothing to it: it knows {known}", ExitCode.Usage);
        }
    }

    /// <summary>The path as the beginning of keys: empty, or with a slash at its end.</summary>
    /// <exception cref="RevdexException">Keys do not begin like this.</exception>
    public string KeyPrefix(string path) => path.Length == 0 ? ""
        : StoreKey.IsValid(path) ? $"{path}/"
        : throw new RevdexException($"store {this}: a prefix is made of letters, digits, '.', '_', '-' and single slashes", ExitCode.Usage);

    /// <summary>Without secrets.</summary>
    public override string ToString() => Redacted($"{Scheme}://{Place}{(Path.Length > 0 ? "/" : "")}{Path}");
}
