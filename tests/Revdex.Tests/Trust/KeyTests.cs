using System.Security.Cryptography;
using Revdex.Tests.Storage;
using Revdex.Trust;

namespace Revdex.Tests.Trust;

public sealed class KeyTests
{
    [Fact]
    public void A_key_reads_back_from_PEM_as_a_text_or_a_file_and_from_a_text_whose_lines_were_joined()
    {
        using var folder = new TemporaryFolder();
        using var key = SigningKey.New();
        File.WriteAllText(folder["key"], "a comment\n" + key.ToPem());
        foreach (var text in new[] { key.ToPem(), key.ToPem().Replace("\n", "\r\n", StringComparison.Ordinal), key.ToPem().Replace("\n", "\\n", StringComparison.Ordinal), folder["key"], folder["key"] + "\n" })
        {
            using var read = SigningKey.Parse(text);
            Assert.Equal(key.PublicKey.Text, read.PublicKey.Text);
        }

        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var sec1 = SigningKey.Parse(ecdsa.ExportECPrivateKeyPem());
        Assert.Equal(Convert.ToBase64String(ecdsa.ExportSubjectPublicKeyInfo()), sec1.PublicKey.Text);
    }

    [Fact]
    public void What_is_no_key_is_refused_without_being_shown()
    {
        using var folder = new TemporaryFolder();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        using var key = SigningKey.New();
        var body = key.ToPem().Split('\n')[1];
        File.WriteAllText(folder["empty"], "");
        var encrypted = other.ExportEncryptedPkcs8PrivateKeyPem("password", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1));
        foreach (var text in new[]
        {
            body, "/nowhere/" + body, "-----BEGIN PRIVATE KEY-----" + body, other.ExportPkcs8PrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem(), encrypted,
            PublicPem(key.PublicKey), folder["empty"], folder.Path, "\0",
        })
        {
            var e = Assert.Throws<RevdexException>(() => SigningKey.Parse(text));
            Assert.Equal(ExitCode.Trust, e.ExitCode);
            Assert.DoesNotContain(body[..20], e.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Trusted_keys_are_texts_on_one_line_or_PEM_and_several_in_one_setting()
    {
        using var one = SigningKey.New();
        using var two = SigningKey.New();
        var (a, b) = (one.PublicKey, two.PublicKey);
        foreach (var texts in new string[][] { [a.Text, b.Text], [$"{a.Text} {b.Text}"], [$" {a.Text},\n{b.Text}\n"], [PublicPem(a) + PublicPem(b)], [a.Text, a.Text, PublicPem(b)] })
        {
            var keys = TrustedKeys.Parse(texts, "setting");
            Assert.Equal([a.Id, b.Id], keys.All.Select(k => k.Id));
        }

        Assert.True(TrustedKeys.Parse([], "setting").IsEmpty);
    }

    [Fact]
    public void A_text_that_is_no_public_key_is_an_error_and_never_no_key()
    {
        using var key = SigningKey.New();
        using var other = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        var brainpool = Convert.ToBase64String(other.ExportSubjectPublicKeyInfo());
        foreach (var text in new[] { "nonsense", key.PublicKey.Text[..^4], key.PublicKey.Text + "AAAA", brainpool, key.ToPem(), "-----BEGIN", new string('A', 10_000) })
        {
            var e = Assert.Throws<RevdexException>(() => TrustedKeys.Parse([key.PublicKey.Text, text], "revdex.trustedkey"));
            Assert.Equal(ExitCode.Trust, e.ExitCode);
            Assert.StartsWith("revdex.trustedkey: key 2 ", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(key.ToPem().Split('\n')[1][..20], e.Message, StringComparison.Ordinal);
        }

        var many = Enumerable.Range(0, TrustedKeys.CountMax + 1).Select(_ => SigningKey.New().PublicKey.Text);
        Assert.Throws<RevdexException>(() => TrustedKeys.Parse(many, "setting"));
    }

    private static string PublicPem(TrustedKey key) => $"-----BEGIN PUBLIC KEY-----\n{key.Text[..64]}\n{key.Text[64..]}\n-----END PUBLIC KEY-----\n";
}
