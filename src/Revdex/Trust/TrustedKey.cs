using System.Security.Cryptography;

namespace Revdex.Trust;

/// <summary>A public key on P-256 that signatures are held against. Immutable; safe for many threads.</summary>
public sealed class TrustedKey
{
    /// <summary>A P-256 SubjectPublicKeyInfo has 91 bytes uncompressed; other curves' are refused anyway.</summary>
    private const int SpkiMaxBytes = 256;

    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly byte[] _spki;

    private TrustedKey(byte[] spki)
    {
        _spki = spki;
        Id = Convert.ToHexStringLower(SHA256.HashData(spki));
    }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo in DER, in hexadecimal digits: what envelopes call <c>keyid</c>.</summary>
    public string Id { get; }

    /// <summary>The SubjectPublicKeyInfo in base64, on one line: what <c>revdex.trustedkey</c> is set to.</summary>
    public string Text => Convert.ToBase64String(_spki);

    /// <summary>Reads <see cref="Text"/>; null where it is none.</summary>
    public static TrustedKey? TryParse(string text)
    {
        var spki = new byte[SpkiMaxBytes];
        return text.Length <= SpkiMaxBytes && Convert.TryFromBase64String(text, spki, out var length) ? TryOf(spki[..length]) : null;
    }

    /// <summary>Whether the signature (ECDSA over SHA-256, an ASN.1 sequence as openssl and cosign write it) is this key's over the bytes.</summary>
    public bool Verifies(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_spki, out _);
        return key.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    internal static TrustedKey Of(ECDsa key) => new(key.ExportSubjectPublicKeyInfo());

    /// <summary>Other curves of 256 bits are not interchangeable with this one.</summary>
    internal static bool IsP256(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256;

    private static TrustedKey? TryOf(byte[] spki)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(spki, out var read);
            return read == spki.Length && IsP256(key) ? Of(key) : null; // One key, one id: exported again, it has one spelling.
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
