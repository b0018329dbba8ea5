using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>
/// Reads files that are encrypted without a password for reading, as those are that only forbid printing (ISO 32000-2, 7.6): RC4 and AES-128 and -256. For one thread.
/// </summary>
internal sealed class PdfDecryption
{
    private enum Method : byte
    {
        None,
        Rc4,
        Aes,
        Aes256,
    }

    private readonly byte[] _key;
    private readonly Method _streams;
    private readonly Method _texts;

    private PdfDecryption(byte[] key, Method streams, Method texts) => (_key, _streams, _texts) = (key, streams, texts);

    /// <param name="file">Whose it is; only for values that are no strings.</param>
    /// <param name="entries">The dictionary <c>Encrypt</c>.</param>
    /// <param name="id">The first half of the file's identifier.</param>
    /// <exception cref="InvalidDataException">It takes a password, or a method that is not PDF's own.</exception>
    public static PdfDecryption Of(PdfFile file, Dictionary<string, PdfValue> entries, byte[] id)
    {
        var version = file.Value(entries, "V").Integer ?? 0;
        if (file.Value(entries, "Filter").Name != "Standard" || version is not (1 or 2 or 4 or 5))
        {
            throw new InvalidDataException("a PDF encrypted by another method");
        }

        var (streams, texts) = version < 4 ? (Method.Rc4, Method.Rc4) : (MethodOf(file, entries, "StmF"), MethodOf(file, entries, "StrF"));
        var key = PdfKey.Of(
            version, file.Value(entries, "R").Integer ?? 2, version == 1 ? 5 : version == 2 ? Math.Clamp((file.Value(entries, "Length").Integer ?? 40) / 8, 5, 16) : 16,
            file.Value(entries, "P").Number ?? 0, file.Value(entries, "EncryptMetadata").Boolean ?? true,
            Text(file, entries, "O"), Text(file, entries, "U"), Text(file, entries, "UE"), id);
        return new PdfDecryption(key ?? throw new InvalidDataException("a PDF that takes a password"), streams, texts);
    }

    /// <summary>The stream's bytes, still packed.</summary>
    public byte[] Stream(PdfStream stream) => Decrypted(_streams, stream.Raw.Span, stream.Number, stream.Generation);

    /// <summary>An object as it stands in the file, with its strings as they are meant.</summary>
    public PdfValue Texts(PdfValue value, int number, int generation)
    {
        switch (value.Kind)
        {
            case PdfKind.Text:
                return PdfValue.Of(Decrypted(_texts, value.Text, number, generation));
            case PdfKind.Array:
                return PdfValue.Of(value.Items!.ConvertAll(item => Texts(item, number, generation))); // By its kind, as below.
            case PdfKind.Dictionary:
                return PdfValue.Of(Texts(value.Entries!, number, generation));
            case PdfKind.Stream:
                return PdfValue.Of(value.Stream! with { Entries = Texts(value.Entries!, number, generation) });
            default:
                return value;
        }
    }

    private Dictionary<string, PdfValue> Texts(Dictionary<string, PdfValue> entries, int number, int generation) =>
        entries.ToDictionary(entry => entry.Key, entry => Texts(entry.Value, number, generation), StringComparer.Ordinal);

    private byte[] Decrypted(Method method, ReadOnlySpan<byte> bytes, int number, int generation) => method switch
    {
        Method.None => bytes.ToArray(),
        Method.Rc4 => PdfKey.Rc4(KeyOf(number, generation, isAes: false), bytes),
        Method.Aes => Aes(KeyOf(number, generation, isAes: true), bytes),
        _ => Aes(_key, bytes),
    };

    private byte[] KeyOf(int number, int generation, bool isAes)
    {
        Span<byte> salt = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(salt, number);
        BinaryPrimitives.WriteInt32LittleEndian(salt[3..], generation);
        return MD5.HashData([.. _key, .. salt[..5], .. isAes ? "sAlT"u8 : []])[..Math.Min(_key.Length + 5, 16)];
    }

    /// <summary>CBC behind its first block; without what is damaged at the end.</summary>
    private static byte[] Aes(byte[] key, ReadOnlySpan<byte> bytes)
    {
        var whole = bytes.Length / 16 * 16;
        if (whole < 32)
        {
            return [];
        }

        using var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(bytes[16..whole], bytes[..16], PaddingMode.None);
        return plain[^1] is >= 1 and <= 16 ? plain[..^plain[^1]] : plain;
    }

    private static Method MethodOf(PdfFile file, Dictionary<string, PdfValue> entries, string key)
    {
        var filter = file.Value(file.Value(entries, "CF").Entries, file.Value(entries, key).Name ?? "Identity").Entries;
        return file.Value(filter, "CFM").Name switch { "V2" => Method.Rc4, "AESV2" => Method.Aes, "AESV3" => Method.Aes256, _ => Method.None };
    }

    private static byte[] Text(PdfFile file, Dictionary<string, PdfValue> entries, string key) => file.Value(entries, key).Text ?? [];
}
