using System.Security.Cryptography;

namespace Revdex.Trust;

/// <summary>The keys that a reader trusts: several, so that one can follow another. Immutable.</summary>
public sealed class TrustedKeys
{
    /// <summary>More are a mistake, and each costs every manifest a verification.</summary>
    public const int CountMax = 16;

    private const string PublicKeyLabel = "PUBLIC KEY";

    private readonly Dictionary<string, TrustedKey> _byId;

    private TrustedKeys(IEnumerable<TrustedKey> keys) => _byId = keys.DistinctBy(k => k.Id).ToDictionary(k => k.Id);

    public static TrustedKeys None { get; } = new([]);

    public bool IsEmpty => _byId.Count == 0;

    public IReadOnlyCollection<TrustedKey> All => _byId.Values;

    /// <summary>Reads settings, each holding base64 as <c>revdex key new</c> prints it (several parted by white space or commas) or PEM.</summary>
    /// <param name="setting">What the setting is called in errors.</param>
    /// <exception cref="RevdexException">A text is no public key on P-256 (<see cref="ExitCode.Trust"/>): trust is never less than was asked for.</exception>
    public static TrustedKeys Parse(IEnumerable<string> texts, string setting)
    {
        var keys = texts.SelectMany(Words).Select((word, i) => TrustedKey.TryParse(word) ?? throw Malformed(setting, i)).ToList();
        return keys.Count <= CountMax
            ? new TrustedKeys(keys)
            : throw new RevdexException($"{setting}: {keys.Count} keys, more than {CountMax}: take away those that are not used any more", ExitCode.Trust);
    }

    public bool Contains(string id) => _byId.ContainsKey(id);

    public TrustedKeys With(TrustedKey key) => new([.. _byId.Values, key]);

    private static IEnumerable<string> Words(string text)
    {
        if (!text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return text.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries);
        }

        var words = new List<string>();
        while (PemEncoding.TryFind(text, out var found))
        {
            words.Add(text[found.Label] == PublicKeyLabel ? text[found.Base64Data].ReplaceLineEndings("") : "");
            text = text[found.Location.End..];
        }

        return words.Count > 0 ? words : [""];
    }

    /// <summary>Does not show the text: it may be the wrong key's.</summary>
    private static RevdexException Malformed(string setting, int index) =>
        new($"{setting}: key {index + 1} is no public key on P-256: set it to what revdex key new printed", ExitCode.Trust);
}
