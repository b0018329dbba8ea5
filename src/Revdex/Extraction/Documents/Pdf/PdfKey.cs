using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>The key of a file that asks for no password (ISO 32000-2, 7.6.4.3). What is weak about it is the format's.</summary>
internal static class PdfKey
{
    /// <summary>What an empty password is filled up with.</summary>
    private static ReadOnlySpan<byte> Padding =>
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <summary>Null where the empty password is not the right one.</summary>
    /// <param name="length">Of the key, in bytes; not asked for in version 5.</param>
    public static byte[]? Of(int version, int revision, int length, double permissions, bool isMetadataEncrypted, byte[] owner, byte[] user, byte[] userKey, byte[] id) =>
        version == 5 ? Newest(revision, user, userKey) : Older(revision, length, permissions, isMetadataEncrypted, owner, user, id);

    private static byte[]? Older(int revision, int length, double permissions, bool isMetadataEncrypted, byte[] owner, byte[] user, byte[] id)
    {
        if (owner.Length < 32 || user.Length < 16)
        {
            return null;
        }

        Span<byte> permitted = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(permitted, unchecked((uint)(long)permissions));
        var hash = MD5.HashData([.. Padding, .. owner.AsSpan(0, 32), .. permitted, .. id, .. revision >= 4 && !isMetadataEncrypted ? (ReadOnlySpan<byte>)[255, 255, 255, 255] : []]);
        for (var i = 0; i < 50 && revision >= 3; i++)
        {
            hash = MD5.HashData(hash.AsSpan(0, length));
        }

        var key = hash[..length];
        var expected = revision < 3 ? Rc4(key, Padding) : Rc4(key, MD5.HashData([.. Padding, .. id]));
        for (var i = 1; i < 20 && revision >= 3; i++)
        {
            expected = Rc4([.. key.Select(b => (byte)(b ^ i))], expected);
        }

        return user.AsSpan().StartsWith(expected.AsSpan(0, 16)) ? key : null;
    }

    private static byte[]? Newest(int revision, byte[] user, byte[] userKey)
    {
        if (user.Length < 48 || userKey.Length < 32 || !Hash(revision, user.AsSpan(32, 8)).AsSpan().SequenceEqual(user.AsSpan(0, 32)))
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.Key = Hash(revision, user.AsSpan(40, 8));
        return aes.DecryptCbc(userKey.AsSpan(0, 32), new byte[16], PaddingMode.None);
    }

    /// <summary>Of the empty password and a salt: one SHA-256, or from revision 6 on the rounds of algorithm 2.B.</summary>
    private static byte[] Hash(int revision, ReadOnlySpan<byte> salt)
    {
        var key = SHA256.HashData(salt);
        using var aes = Aes.Create();
        for (var round = 0; revision >= 6; round++)
        {
            byte[] repeated = [.. Enumerable.Repeat(key, 64).SelectMany(bytes => bytes)];
            aes.Key = key[..16];
            var mixed = aes.EncryptCbc(repeated, key.AsSpan(16, 16), PaddingMode.None);
            key = (int)(new BigInteger(mixed.AsSpan(0, 16), isUnsigned: true, isBigEndian: true) % 3) switch { 0 => SHA256.HashData(mixed), 1 => SHA384.HashData(mixed), _ => SHA512.HashData(mixed) };
            if (round >= 63 && mixed[^1] <= round - 31)
            {
                break;
            }
        }

        return key[..32];
    }

    public static byte[] Rc4(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes)
    {
        Span<byte> state = stackalloc byte[256];
        for (var i = 0; i < 256; i++)
        {
            state[i] = (byte)i;
        }

        for (var (i, j) = (0, 0); i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
        }

        var plain = new byte[bytes.Length];
        for (var (at, i, j) = (0, 0, 0); at < bytes.Length; at++)
        {
            i = (i + 1) & 255;
            j = (j + state[i]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
            plain[at] = (byte)(bytes[at] ^ state[(state[i] + state[j]) & 255]);
        }

        return plain;
    }
}
