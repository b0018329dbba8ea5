using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Revdex.Tests.Storage;
using Revdex.Trust;

namespace Revdex.Tests.Trust;

public sealed class EnvelopeTests
{
    private const string Type = "application/vnd.revdex.manifest+json";

    private static readonly SigningKey Key = SigningKey.New();
    private static readonly TrustedKeys Trusted = TrustedKeys.None.With(Key.PublicKey);

    /// <summary>The example of the DSSE protocol, word for word.</summary>
    [Fact]
    public void What_is_signed_is_encoded_as_DSSE_says() =>
        Assert.Equal("DSSEv1 29 http://example.com/HelloWorld 11 hello world", Encoding.UTF8.GetString(Envelope.Encode("http://example.com/HelloWorld", "hello world"u8)));

    [Fact]
    public void Lengths_count_bytes() =>
        Assert.Equal("DSSEv1 3 ü! 2 é", Encoding.UTF8.GetString(Envelope.Encode("ü!", "é"u8)));

    [Fact]
    public void A_sealed_payload_reads_back_and_names_its_signer()
    {
        var bytes = Envelope.Seal(Type, "the payload"u8, Key);
        var json = JsonElement.Parse(bytes);
        Assert.Equal(["payloadType", "payload", "signatures"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(Key.PublicKey.Id, json.GetProperty("signatures")[0].GetProperty("keyid").GetString());
        Assert.True(Envelope.Is(bytes));

        var read = Envelope.Read(bytes, "x");
        Assert.Equal((Type, "the payload"), (read.PayloadType, Encoding.UTF8.GetString(read.Payload)));
        Assert.Equal(Key.PublicKey.Id, read.SignerAmong(Trusted)?.Id);
        using var other = SigningKey.New();
        Assert.Null(read.SignerAmong(TrustedKeys.None.With(other.PublicKey)));
        Assert.Equal(Key.PublicKey.Id, read.SignerAmong(Trusted.With(other.PublicKey))?.Id);
        Assert.Null(read.SignerAmong(TrustedKeys.None));
    }

    [Fact]
    public void The_signature_is_over_type_and_payload()
    {
        var text = Encoding.UTF8.GetString(Envelope.Seal(Type, "the payload"u8, Key));
        Assert.NotNull(Envelope.Read(Encoding.UTF8.GetBytes(text), "x").SignerAmong(Trusted));
        foreach (var changed in new[] { text.Replace(Type, "application/json", StringComparison.Ordinal), text.Replace(Convert.ToBase64String("the payload"u8), Convert.ToBase64String("thE payload"u8), StringComparison.Ordinal) })
        {
            Assert.NotEqual(text, changed);
            Assert.Null(Envelope.Read(Encoding.UTF8.GetBytes(changed), "x").SignerAmong(Trusted));
        }
    }

    [Fact]
    public void Every_flipped_bit_of_the_payload_or_the_signature_is_noticed()
    {
        var bytes = Envelope.Seal(Type, "the payload"u8, Key);
        var unnoticed = new List<int>();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            if (Accepts(damaged) is { } payload && payload != "the payload")
            {
                unnoticed.Add(bit);
            }
        }

        Assert.Empty(unnoticed);
    }

    [Fact]
    public void Others_may_write_url_safe_base64_more_members_and_more_signatures()
    {
        byte[] payload = [0xFB, 0xFF, 0xFE];
        var signature = Convert.ToBase64String(Key.Sign(Envelope.Encode(Type, payload))).Replace('+', '-').Replace('/', '_');
        var text = $$"""{ "payload": "-__-", "more": [1], "payloadType": "{{Type}}", "signatures": [ { "sig": "AAAA", "keyid": "{{Key.PublicKey.Id}}" }, { "sig": "{{signature}}" } ] }""";
        var read = Envelope.Read(Encoding.UTF8.GetBytes(text), "x");
        Assert.Equal(payload, read.Payload);
        Assert.Equal(Key.PublicKey.Id, read.SignerAmong(Trusted)?.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"payloadType":"t","payload":"AAAA"}""")]
    [InlineData("""{"payloadType":"t","payload":"AAAA","signatures":[]}""")]
    [InlineData("""{"payloadType":"t","payload":"AAAA","signatures":[{"keyid":"x"}]}""")]
    [InlineData("""{"payloadType":"t","payload":"AAAA","signatures":["x"]}""")]
    [InlineData("""{"payloadType":"t","payload":"A","signatures":[{"sig":"AAAA"}]}""")]
    [InlineData("""{"payloadType":"t","payload":"A*AA","signatures":[{"sig":"AAAA"}]}""")]
    [InlineData("""{"payloadType":"t","payload":"\ud800","signatures":[{"sig":"AAAA"}]}""")]
    [InlineData("""{"payloadType":"","payload":"AAAA","signatures":[{"sig":"AAAA"}]}""")]
    [InlineData("""{"payloadType":7,"payload":"AAAA","signatures":[{"sig":"AAAA"}]}""")]
    [InlineData("""{"payloadType":"t","payload":"AAAA","payload":"BBBB","signatures":[{"sig":"AAAA"}]}""")]
    [InlineData("""{"payloadType":"t","payload":"AAAA","signatures":[{"sig":"AAAA"}]} x""")]
    public void What_is_no_envelope_is_refused_by_name(string text)
    {
        var e = Assert.Throws<InvalidDataException>(() => Envelope.Read(Encoding.UTF8.GetBytes(text), "the-name"));
        Assert.Contains("the-name", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_and_sizes_are_bounded()
    {
        var signatures = string.Join(',', Enumerable.Repeat("""{"sig":"AAAA"}""", Envelope.SignatureCountMax + 1));
        Assert.Throws<InvalidDataException>(() => Envelope.Read(Encoding.UTF8.GetBytes($$"""{"payloadType":"t","payload":"AAAA","signatures":[{{signatures}}]}"""), "x"));
        var long1 = new string('A', 4096);
        Assert.Throws<InvalidDataException>(() => Envelope.Read(Encoding.UTF8.GetBytes($$"""{"payloadType":"t","payload":"AAAA","signatures":[{"sig":"{{long1}}"}]}"""), "x"));
        Assert.Throws<InvalidDataException>(() => Envelope.Read(new byte[Envelope.SizeMaxBytes + 1], "x"));
        Assert.Throws<InvalidDataException>(() => Envelope.Read(Encoding.UTF8.GetBytes(new string('[', 100_000)), "x"));
    }

    /// <summary>Anybody can check what we sign, with nothing of ours: openssl takes the public key, the signature and the encoding as they are.</summary>
    [Fact]
    public void Openssl_agrees()
    {
        using var folder = new TemporaryFolder();
        var envelope = JsonElement.Parse(Envelope.Seal(Type, "the payload"u8, Key));
        File.WriteAllText(folder["key.pem"], $"-----BEGIN PUBLIC KEY-----\n{Key.PublicKey.Text}\n-----END PUBLIC KEY-----\n");
        File.WriteAllBytes(folder["signature"], envelope.GetProperty("signatures")[0].GetProperty("sig").GetBytesFromBase64());
        File.WriteAllBytes(folder["signed"], Envelope.Encode(Type, "the payload"u8));
        Assert.Equal(0, Openssl("dgst", "-sha256", "-verify", folder["key.pem"], "-signature", folder["signature"], folder["signed"]));
        File.WriteAllBytes(folder["signed"], Envelope.Encode(Type, "thE payload"u8));
        Assert.NotEqual(0, Openssl("dgst", "-sha256", "-verify", folder["key.pem"], "-signature", folder["signature"], folder["signed"]));

        // And the other way: a key and a signature that openssl made.
        Assert.Equal(0, Openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", folder["theirs.pem"]));
        Assert.Equal(0, Openssl("dgst", "-sha256", "-sign", folder["theirs.pem"], "-out", folder["signature"], folder["signed"]));
        using var theirs = SigningKey.Parse(folder["theirs.pem"]);
        Assert.True(theirs.PublicKey.Verifies(File.ReadAllBytes(folder["signed"]), File.ReadAllBytes(folder["signature"])));
    }

    private static string? Accepts(byte[] bytes)
    {
        try
        {
            var read = Envelope.Read(bytes, "x");
            return read.SignerAmong(Trusted) is null || read.PayloadType != Type ? null : Encoding.UTF8.GetString(read.Payload);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static int Openssl(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!; // Not null: a new process.
        process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
