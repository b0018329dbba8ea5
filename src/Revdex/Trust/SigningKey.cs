using System.Security.Cryptography;

namespace Revdex.Trust;

/// <summary>
/// The private key that manifests are signed with. It comes from the environment and nowhere else, is never given to a child process,
/// and no error or log shows it or what was taken for it. Safe for many threads.
/// </summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>The private key in PEM, or the path of a file that holds it.</summary>
    public const string Variable = "REVDEX_SIGNING_KEY";

    /// <summary>A P-256 key takes 241 bytes, a file with comments some more.</summary>
    private const int FileMaxBytes = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;
        PublicKey = TrustedKey.Of(key);
    }

    public TrustedKey PublicKey { get; }

    public static SigningKey New() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>That of the environment; null where none is set.</summary>
    /// <exception cref="RevdexException">What is set is no key, or the file cannot be read (<see cref="ExitCode.Trust"/>).</exception>
    public static SigningKey? OfEnvironment() => Environment.GetEnvironmentVariable(Variable) is { } text && !string.IsNullOrWhiteSpace(text) ? Parse(text) : null;

    /// <param name="text">PEM (PKCS #8 or SEC 1, not encrypted), whose line feeds may have become <c>\n</c> on their way; or a path.</param>
    /// <exception cref="RevdexException">It is neither.</exception>
    public static SigningKey Parse(string text)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(IsPem(text) ? text.Replace("\\n", "\n", StringComparison.Ordinal) : ReadFile(text.Trim()));
            key.ExportParameters(includePrivateParameters: true).D.AsSpan().Clear(); // Throws for a public key.
            return TrustedKey.IsP256(key) ? new SigningKey(key) : throw Malformed();
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            key.Dispose();
            throw Malformed(); // Without the cause: its message may quote a path, which may be a key that lost its header.
        }
    }

    /// <summary>PKCS #8 in PEM, ended by a line feed.</summary>
    public string ToPem()
    {
        lock (_lock)
        {
            return _key.ExportPkcs8PrivateKeyPem() + "\n";
        }
    }

    /// <summary>ECDSA over SHA-256 as an ASN.1 sequence.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            return _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    public void Dispose() => _key.Dispose();

    private static bool IsPem(string text) => text.Contains("-----BEGIN", StringComparison.Ordinal);

    private static string ReadFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        if (file.Length > FileMaxBytes)
        {
            throw new IOException("too large for a key");
        }

        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private static RevdexException Malformed() => new(
        $"{Variable} holds neither a private key on P-256 in PEM nor the path of a readable file with one: make one with revdex key new", ExitCode.Trust);
}
