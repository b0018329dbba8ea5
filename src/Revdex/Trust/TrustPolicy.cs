namespace Revdex.Trust;

/// <summary>Whose word is taken for what a snapshot says. Immutable.</summary>
/// <param name="Keys">Signatures of these are recognised.</param>
/// <param name="IsRequired">Whether what none of them signed is refused; always where the user set a trusted key.</param>
public sealed record TrustPolicy(TrustedKeys Keys, bool IsRequired)
{
    /// <summary>No key is set: everything is taken, and nothing counts as signed.</summary>
    public static TrustPolicy Anyone { get; } = new(TrustedKeys.None, IsRequired: false);

    /// <summary>What the user's setting means.</summary>
    public static TrustPolicy Of(TrustedKeys keys) => new(keys, IsRequired: !keys.IsEmpty);

    /// <summary>Recognises a key besides; what is required stays as it is.</summary>
    public TrustPolicy With(TrustedKey key) => this with { Keys = Keys.With(key) };
}
