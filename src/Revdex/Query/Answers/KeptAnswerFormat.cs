using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Revdex.Facts;
using Revdex.Storage;

namespace Revdex.Query.Answers;

/// <summary>The bytes of a kept answer (artifacts/FORMAT.md). Whoever reads them takes nothing on trust but that hash and key fit.</summary>
internal static class KeptAnswerFormat
{
    /// <summary>1: first. 2: lanes. 3: the model as a dependency.</summary>
    public const int Version = 3;

    /// <summary>An answer of a thousand results is a tenth of it; larger ones are quick to make for their size, or nobody reads them.</summary>
    public const int SizeMaxBytes = 4 * 1024 * 1024;

    private const int HeaderBytes = 8 + (4 * sizeof(uint)) + ContentHash.Length;
    private const int HashedHeaderBytes = HeaderBytes - ContentHash.Length;

    private static ReadOnlySpan<byte> Magic => "RVDXANS\0"u8;

    public static byte[] Write(KeptAnswer answer)
    {
        var (proof, page) = (new ArrayBufferWriter<byte>(), PageOf(answer.Page));
        WriteProof(proof, answer);
        var bytes = new byte[HeaderBytes + proof.WrittenCount + page.Length + answer.Results.Length];
        Magic.CopyTo(bytes);
        uint[] numbers = [Version, (uint)proof.WrittenCount, (uint)page.Length, (uint)answer.Results.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8 + (i * sizeof(uint))), numbers[i]);
        }

        proof.WrittenSpan.CopyTo(bytes.AsSpan(HeaderBytes));
        page.CopyTo(bytes.AsSpan(HeaderBytes + proof.WrittenCount));
        answer.Results.Span.CopyTo(bytes.AsSpan(HeaderBytes + proof.WrittenCount + page.Length));
        Hash(bytes).Span.CopyTo(bytes.AsSpan(HashedHeaderBytes));
        return bytes;
    }

    /// <param name="key">What the answer must be of; null: whatever it says.</param>
    /// <exception cref="InvalidDataException">The bytes are no kept answer, or that of another question.</exception>
    public static KeptAnswer Read(ReadOnlyMemory<byte> bytes, AnswerKey? key, string name)
    {
        var span = bytes.Span;
        var source = new ByteSource(name, "answer");
        if (span.Length < HeaderBytes || span.Length > SizeMaxBytes || !span.StartsWith(Magic) || Number(span, 0) != Version)
        {
            throw source.Error(0, $"no kept answer of version {Version}");
        }

        var (proof, page, results) = (Number(span, 1), Number(span, 2), Number(span, 3));
        if ((long)HeaderBytes + proof + page + results != span.Length || Hash(span) != new ContentHash(span[HashedHeaderBytes..HeaderBytes]))
        {
            throw source.Error(8, "its bytes do not have its hash");
        }

        var at = HeaderBytes + (int)proof;
        var answer = KeptAnswerReader.ReadProof(new MessagePackReader(span[HeaderBytes..at], source, HeaderBytes)) with
        {
            Page = KeptAnswerReader.ReadPage(new MessagePackReader(span[at..(at + (int)page)], source, at)),
            Results = bytes[(at + (int)page)..],
        };
        KeptAnswerReader.CheckResults(answer.Results.Span, source);
        return key is null || answer.Key == key ? answer : throw source.Error(HeaderBytes, "it is of another question");
    }

    public static ContentHash ContentOf(KeptAnswer answer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(PageOf(answer.Page));
        hash.AppendData(answer.Results.Span);
        return ContentHash.Finish(hash);
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(8 + (index * sizeof(uint)))..]);

    private static ContentHash Hash(ReadOnlySpan<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes[..HashedHeaderBytes]);
        hash.AppendData(bytes[HeaderBytes..]);
        return ContentHash.Finish(hash);
    }

    private static void WriteProof(ArrayBufferWriter<byte> to, KeptAnswer answer)
    {
        var writer = new MessagePackWriter(to);
        writer.WriteArrayHeader(8);
        WriteText(ref writer, answer.Key.Basis);
        writer.WriteBinary(answer.Key.Question.Span);
        WriteText(ref writer, answer.Tool);
        WriteText(ref writer, answer.Arguments);
        WriteSnapshot(ref writer, answer.Snapshot);
        writer.WriteArrayHeader(answer.Signers.Count);
        foreach (var signer in answer.Signers)
        {
            WriteText(ref writer, signer);
        }

        writer.WriteArrayHeader(answer.Dependencies.Count);
        foreach (var dependency in answer.Dependencies)
        {
            writer.WriteArrayHeader(3);
            writer.WriteInt32((int)dependency.Kind);
            WriteText(ref writer, dependency.Name);
            WriteText(ref writer, dependency.Value);
        }

        writer.WriteArrayHeader(answer.BuiltFrom.Count);
        foreach (var link in answer.BuiltFrom)
        {
            writer.WriteArrayHeader(3);
            WriteText(ref writer, link.Key.Basis);
            writer.WriteBinary(link.Key.Question.Span);
            writer.WriteBinary(link.Content.Span);
        }

        writer.Flush();
    }

    private static void WriteSnapshot(ref MessagePackWriter writer, SnapshotInfo? snapshot)
    {
        writer.WriteArrayHeader(snapshot is null ? 0 : 4);
        if (snapshot is null)
        {
            return;
        }

        WriteText(ref writer, snapshot.Commit);
        writer.WriteInt32(snapshot.Distance ?? -1);
        WriteText(ref writer, snapshot.Source);
        writer.WriteInt32(snapshot.Signed ? 1 : 0);
    }

    private static byte[] PageOf(AnswerPage page)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(bytes);
        writer.WriteArrayHeader(6);
        writer.WriteUInt64((ulong)page.Total);
        writer.WriteInt32(page.IsAtLeast ? 1 : 0);
        WriteTextOrNil(ref writer, page.TruncatedReason);
        writer.WriteInt32(page.NextOffset);
        WriteTextOrNil(ref writer, page.Notice);
        WriteTextOrNil(ref writer, page.Lanes);
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteText(ref MessagePackWriter writer, string text) => writer.WriteString(Encoding.UTF8.GetBytes(text));

    private static void WriteTextOrNil(ref MessagePackWriter writer, string? text)
    {
        if (text is null)
        {
            writer.WriteNil();
        }
        else
        {
            WriteText(ref writer, text);
        }
    }
}
