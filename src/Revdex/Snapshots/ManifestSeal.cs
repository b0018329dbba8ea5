using Revdex.Trust;

namespace Revdex.Snapshots;

/// <summary>What is put around manifests and branch hints in a store, and what is asked of those that come from it. Safe for many threads.</summary>
public sealed class ManifestSeal
{
    public const string ManifestType = "application/vnd.revdex.manifest+json";

    public const string HintType = "application/vnd.revdex.branch+json";

    private readonly SigningKey? _key;

    private ManifestSeal(TrustPolicy policy, SigningKey? key, bool isStrict)
    {
        Policy = policy;
        _key = key;
        IsStrict = isStrict;
    }

    /// <summary>Signs nothing and takes everything.</summary>
    public static ManifestSeal None { get; } = new(TrustPolicy.Anyone, null, isStrict: false);

    public TrustPolicy Policy { get; }

    public bool IsSigning => _key is not null;

    /// <summary>
    /// Whether what is refused ends the work, as it does for readers: an untrusted manifest is never just absent. A publisher must be able to
    /// replace it, so it says so and builds without it.
    /// </summary>
    public bool IsStrict { get; }

    public static ManifestSeal Reading(TrustPolicy policy) => new(policy, null, isStrict: policy.IsRequired);

    /// <summary>For who wants to know what is wrong: nothing is passed over.</summary>
    public static ManifestSeal Verifying(TrustPolicy policy) => new(policy, null, isStrict: true);

    /// <summary>Signs, and builds upon nothing that neither this key nor one of the others signed: else it would vouch for anybody's facts.</summary>
    public static ManifestSeal Publishing(SigningKey key, TrustedKeys others) => new(new TrustPolicy(others.With(key.PublicKey), IsRequired: true), key, isStrict: false);

    /// <summary>The object to put for a payload.</summary>
    public byte[] Wrap(string type, byte[] payload) => _key is null ? payload : Envelope.Seal(type, payload, _key);

    /// <param name="name">What the object is called in errors.</param>
    /// <returns>The payload, and the id of the trusted key that signed it; null where none did and none is required.</returns>
    /// <exception cref="InvalidDataException">It is damaged, of another type, or not to be trusted.</exception>
    public (byte[] Payload, string? SignedBy) Unwrap(string type, byte[] bytes, string name)
    {
        if (!Envelope.Is(bytes))
        {
            return Policy.IsRequired ? throw new InvalidDataException($"{name} is not signed") : (bytes, null);
        }

        var envelope = Envelope.Read(bytes, name);
        if (envelope.PayloadType != type)
        {
            throw new InvalidDataException($"{name} is an envelope of something else");
        }

        var signer = envelope.SignerAmong(Policy.Keys);
        return signer is null && Policy.IsRequired ? throw new InvalidDataException($"{name} is not signed by a trusted key") : (envelope.Payload, signer?.Id);
    }
}
