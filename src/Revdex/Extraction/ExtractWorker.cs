using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Extraction;

/// <summary>
/// The child process that extraction happens in: reads requests from standard input, answers each in order on standard output
/// before it reads the next, ends with the input. It greets with an empty frame. Request and answer are a u32 length (little endian) and that many bytes; a
/// request is <c>byte n, language id, byte n, oid, content</c>, an answer is <see cref="BlobFactsWire"/>.
/// </summary>
public static class ExtractWorker
{
    /// <summary>Language id, oid and the largest content; anything longer is no request of ours.</summary>
    internal const int RequestMaxBytes = Limits.DocumentSizeMaxBytes + 1024;

    /// <summary>A buffer that grew beyond is given back: large documents are few.</summary>
    private const int RequestKeptMaxBytes = 2 * Limits.BlobSizeMaxBytes;

    public static void Run(Stream input, Stream output)
    {
        using var extractor = new Extractor();
        var request = Array.Empty<byte>();

        // The greeting: an empty frame. From here on a death is the fault of what was asked.
        output.Write([0, 0, 0, 0]);
        output.Flush();
        var answer = new ArrayBufferWriter<byte>(64 * 1024);
        while (TryReadFrame(input, RequestMaxBytes, ref request, out var length))
        {
            var facts = Answer(extractor, request.AsSpan(0, length));
            answer.ResetWrittenCount();
            BinaryPrimitives.WriteInt32LittleEndian(answer.GetSpan(sizeof(int)), BlobFactsWire.LengthOf(facts));
            answer.Advance(sizeof(int));
            BlobFactsWire.Write(answer, facts);
            output.Write(answer.WrittenSpan);
            output.Flush();
            request = request.Length > RequestKeptMaxBytes ? [] : request;
        }
    }

    /// <summary>Writes the head of a request; the content follows it.</summary>
    internal static int WriteHead(Span<byte> to, Oid oid, Language language, int contentBytes)
    {
        var languageBytes = Encoding.ASCII.GetBytes(language.Id, to[(sizeof(int) + 1)..]);
        to[sizeof(int)] = (byte)languageBytes;
        var at = sizeof(int) + 1 + languageBytes;
        to[at++] = (byte)oid.Length;
        oid.Span.CopyTo(to[at..]);
        at += oid.Length;
        BinaryPrimitives.WriteInt32LittleEndian(to, at - sizeof(int) + contentBytes);
        return at;
    }

    /// <summary>Reads one frame into a buffer that grows with it; false at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The length is out of bounds, or the stream ends inside a frame.</exception>
    internal static bool TryReadFrame(Stream stream, int maxBytes, ref byte[] buffer, out int length)
    {
        Span<byte> head = stackalloc byte[sizeof(int)];
        var read = stream.ReadAtLeast(head, sizeof(int), throwOnEndOfStream: false);
        length = 0;
        if (read < sizeof(int))
        {
            return false;
        }

        length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length < 0 || length > maxBytes)
        {
            throw new InvalidDataException($"extract worker: a frame of {length} bytes, at most {maxBytes} expected");
        }

        if (buffer.Length < length)
        {
            buffer = new byte[Math.Max(length, Math.Min(maxBytes, buffer.Length * 2))];
        }

        return stream.ReadAtLeast(buffer.AsSpan(0, length), length, throwOnEndOfStream: false) == length;
    }

    private static BlobFacts Answer(Extractor extractor, ReadOnlySpan<byte> request)
    {
        var languageLength = request[0];
        var id = Encoding.ASCII.GetString(request.Slice(1, languageLength));
        var oidLength = request[1 + languageLength];
        var oid = new Oid(request.Slice(2 + languageLength, oidLength));
        var language = LanguageSet.Default.ById(id) ?? throw new InvalidDataException($"extract worker: no language '{id}'");
        return extractor.Extract(oid, language, request[(2 + languageLength + oidLength)..]);
    }
}
