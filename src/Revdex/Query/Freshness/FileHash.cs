using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Revdex.Git;
using Oid = Revdex.Git.Oid;

namespace Revdex.Query.Freshness;

/// <summary>Reads an open file of the working tree and names its content as git does.</summary>
internal static class FileHash
{
    /// <summary>
    /// Larger files are data that no facts are made of; hashing one would hold an answer up for a tenth of a second and more. Its
    /// name is made of its stamp, which is another one after each write.
    /// </summary>
    private const long HashSizeMaxBytes = 64 * 1024 * 1024;

    private const int BufferBytes = 128 * 1024;

    /// <summary>Null where it cannot be read.</summary>
    /// <param name="into">Room for the content; null: its own.</param>
    public static WorkTreeFile? Read(SafeFileHandle file, int mode, FileStamp stamp, ObjectFormat format, int wholeMaxBytes, ReadBuffer? into)
    {
        try
        {
            return stamp.SizeBytes <= wholeMaxBytes && ReadWhole(file, (int)stamp.SizeBytes, wholeMaxBytes, into) is { } content
                ? new WorkTreeFile(mode, Oid.OfBlob(content.Span, format), stamp, content)
                : new WorkTreeFile(mode, HashOf(file, stamp, format), stamp, default);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The content up to its end, wherever that is by now; null where it grew past what is wanted.</summary>
    private static ReadOnlyMemory<byte>? ReadWhole(SafeFileHandle file, int sizeBytes, int maxBytes, ReadBuffer? into)
    {
        var content = into?.Room(sizeBytes + 1) ?? new byte[sizeBytes + 1];
        var length = 0;
        while (true)
        {
            var read = RandomAccess.Read(file, content.AsSpan(length), length);
            length += read;
            if (read == 0)
            {
                return content.AsMemory(0, length);
            }

            if (length > maxBytes)
            {
                return null;
            }

            if (length == content.Length)
            {
                Array.Resize(ref content, Math.Max(BufferBytes, length * 2));
            }
        }
    }

    private static Oid HashOf(SafeFileHandle file, FileStamp stamp, ObjectFormat format)
    {
        var sizeBytes = RandomAccess.GetLength(file);
        if (sizeBytes > HashSizeMaxBytes)
        {
            return OfStamp(stamp with { SizeBytes = sizeBytes }, format);
        }

        using var hash = IncrementalHash.CreateHash(format == ObjectFormat.Sha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {sizeBytes}\0")));
        var buffer = new byte[BufferBytes];
        long position = 0;
        for (int read; (read = RandomAccess.Read(file, buffer, position)) > 0; position += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        Span<byte> raw = stackalloc byte[Oid.LengthMax];
        return position == sizeBytes ? new Oid(raw[..hash.GetHashAndReset(raw)]) : OfStamp(stamp with { SizeBytes = position }, format);
    }

    private static Oid OfStamp(FileStamp stamp, ObjectFormat format)
    {
        Span<byte> bytes = stackalloc byte[32];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, stamp.Inode);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], stamp.SizeBytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], stamp.ModifyTime);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], stamp.ChangeTime);
        return Oid.OfBlob([.. "not hashed "u8, .. bytes], format);
    }
}
