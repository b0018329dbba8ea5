using System.Text;
using Revdex.Extraction;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>The extractor's fingerprint for each language it knows, ordered by language id. Immutable.</summary>
public sealed class FingerprintSet : IEquatable<FingerprintSet>
{
    private readonly SortedList<string, string> _byLanguage = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A language comes twice.</exception>
    public FingerprintSet(IEnumerable<KeyValuePair<string, string>> byLanguage)
    {
        foreach (var (language, fingerprint) in byLanguage)
        {
            _byLanguage.Add(language, fingerprint);
        }

        Digest = DigestOf(_byLanguage);
    }

    /// <summary>What this build extracts with.</summary>
    public static FingerprintSet Current { get; } =
        new(LanguageSet.Default.All.Select(l => KeyValuePair.Create(l.Id, l.Fingerprint)));

    /// <summary>Eight hexadecimal digits over all of them: tells builds apart in names. Equal digests still need the fingerprints compared.</summary>
    public string Digest { get; }

    public int Count => _byLanguage.Count;

    public IReadOnlyList<KeyValuePair<string, string>> All => [.. _byLanguage];

    public string? this[string language] => _byLanguage.GetValueOrDefault(language);

    /// <summary>Whether facts of the language made there can be used here.</summary>
    public bool Agrees(string language, FingerprintSet other) => this[language] is { } ours && ours == other[language];

    public bool Equals(FingerprintSet? other) => other is not null && _byLanguage.SequenceEqual(other._byLanguage);

    public override bool Equals(object? obj) => Equals(obj as FingerprintSet);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Digest);

    private static string DigestOf(SortedList<string, string> byLanguage) =>
        ContentHash.Of(Encoding.UTF8.GetBytes(string.Concat(byLanguage.Select(f => $"{f.Key}={f.Value}\n")))).ToString()[..8];
}
