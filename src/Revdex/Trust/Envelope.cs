using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Revdex.Trust;

/// <summary>
/// A payload, what it is, and signatures over both: DSSE, Dead Simple Signing Envelope 1.0 (github.com/secure-systems-lab/dsse, as in-toto
/// uses it). Signatures are over <see cref="Encode"/>, never over the JSON. Nothing is trusted by reading one.
/// </summary>
public sealed class Envelope
{
    /// <summary>Larger ones are not read: a manifest of 1 MiB in base64, with signatures.</summary>
    public const int SizeMaxBytes = 2 * 1024 * 1024;

    /// <summary>One for each key while keys change; each costs a verification a key.</summary>
    public const int SignatureCountMax = 8;

    /// <summary>An ECDSA signature on P-256 has at most 72 bytes.</summary>
    private const int SignatureMaxBytes = 256;

    private const int TypeLengthMax = 128;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly List<byte[]> _signatures;

    private Envelope(string payloadType, byte[] payload, List<byte[]> signatures)
    {
        PayloadType = payloadType;
        Payload = payload;
        _signatures = signatures;
    }

    public string PayloadType { get; }

    public byte[] Payload { get; }

    /// <summary>Whether the bytes may be an envelope: JSON that has its first member. What revdex stores bare never has it.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.Length <= SizeMaxBytes && bytes.IndexOf("\"payloadType\""u8) >= 0;

    /// <summary>The envelope's JSON with one signature.</summary>
    public static byte[] Seal(string payloadType, ReadOnlySpan<byte> payload, SigningKey key)
    {
        var signature = key.Sign(Encode(payloadType, payload));
        var bytes = new ArrayBufferWriter<byte>(512 + (payload.Length * 4 / 3));
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("payloadType"u8, payloadType);
            json.WriteBase64String("payload"u8, payload);
            json.WriteStartArray("signatures"u8);
            json.WriteStartObject();
            json.WriteString("keyid"u8, key.PublicKey.Id);
            json.WriteBase64String("sig"u8, signature);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads an envelope from anyone; members it does not know are passed over, as DSSE asks.</summary>
    /// <param name="name">What the object is called in errors.</param>
    /// <exception cref="InvalidDataException">No envelope, or one beyond the limits.</exception>
    public static Envelope Read(ReadOnlyMemory<byte> bytes, string name)
    {
        Require(bytes.Length <= SizeMaxBytes, name, $"{bytes.Length} bytes, more than {SizeMaxBytes}");
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            var root = document.RootElement;
            var type = Text(root, "payloadType", name);
            Require(type.Length is > 0 and <= TypeLengthMax, name, "payloadType: of no use as a type");
            return new Envelope(type, Decoded(root, "payload", SizeMaxBytes, name), ReadSignatures(root, name));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"envelope {name}: not JSON in UTF-8, or a member comes twice", e); // InvalidOperationException: half of a surrogate pair.
        }
    }

    /// <summary>The trusted key that signed; null where none did. The ids that the envelope names are hints anyone can write: all keys are tried.</summary>
    public TrustedKey? SignerAmong(TrustedKeys keys)
    {
        var signed = Encode(PayloadType, Payload);
        return keys.All.FirstOrDefault(key => _signatures.Exists(signature => key.Verifies(signed, signature)));
    }

    /// <summary>What is signed, DSSE's pre-authentication encoding: <c>DSSEv1 LENGTH TYPE LENGTH PAYLOAD</c>.</summary>
    internal static byte[] Encode(string payloadType, ReadOnlySpan<byte> payload)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        var head = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {type.Length} ");
        var between = string.Create(CultureInfo.InvariantCulture, $" {payload.Length} ");
        return [.. Encoding.ASCII.GetBytes(head), .. type, .. Encoding.ASCII.GetBytes(between), .. payload];
    }

    private static List<byte[]> ReadSignatures(JsonElement root, string name)
    {
        var list = Member(root, "signatures", JsonValueKind.Array, name);
        var count = list.GetArrayLength();
        Require(count is > 0 and <= SignatureCountMax, name, $"signatures: {count}, not 1 to {SignatureCountMax}");
        var signatures = new List<byte[]>(count);
        foreach (var element in list.EnumerateArray())
        {
            signatures.Add(Decoded(element, "sig", SignatureMaxBytes, name));
        }

        return signatures;
    }

    /// <summary>Standard or URL-safe base64, which DSSE wants read alike.</summary>
    private static byte[] Decoded(JsonElement owner, string member, int maxBytes, string name)
    {
        var text = Text(owner, member, name);
        var standard = text.AsSpan().ContainsAny('-', '_') ? text.Replace('-', '+').Replace('_', '/') : text;
        Require(Base64.IsValid(standard, out var length), name, $"{member}: not base64");
        Require(length <= maxBytes, name, $"{member}: {length} bytes, more than {maxBytes}");
        return Convert.FromBase64String(standard);
    }

    private static string Text(JsonElement owner, string member, string name) => Member(owner, member, JsonValueKind.String, name).GetString() ?? "";

    private static JsonElement Member(JsonElement owner, string member, JsonValueKind kind, string name)
    {
        Require(owner.ValueKind == JsonValueKind.Object, name, "not an object");
        Require(owner.TryGetProperty(member, out var value) && value.ValueKind == kind, name, $"{member}: missing or of the wrong type");
        return value;
    }

    private static void Require(bool condition, string name, string complaint)
    {
        if (!condition)
        {
            throw new InvalidDataException($"envelope {name}: {complaint}");
        }
    }
}
