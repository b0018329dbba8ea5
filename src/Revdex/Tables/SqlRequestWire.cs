using System.Buffers;
using System.Text;
using System.Text.Json;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>
/// A request in the pipe: a frame of JSON <c>{sql, row_count_max, time_limit_ms, languages, segments: [path or null]}</c>, a frame of files,
/// and a frame of bytes for each segment without a path. A file is: varint length and path, u8 length and oid, varints mode,
/// language + 1, segment + 1, blob.
/// </summary>
internal static class SqlRequestWire
{
    /// <summary>The parent is trusted; this only keeps a broken pipe from being read as a length.</summary>
    private const int FrameMaxBytes = 1 << 30;

    public static void Write(Stream to, SqlRequest request)
    {
        var languages = new List<string>();
        var files = new MemoryStream();
        WriteFiles(new BinaryWriter(files), request.Files, languages);
        SqlFrames.Write(to, Header(request, languages));
        SqlFrames.Write(to, files.GetBuffer().AsSpan(0, (int)files.Length));
        foreach (var segment in request.Segments.Where(s => s.Path is null))
        {
            SqlFrames.Write(to, segment.Bytes.Span);
        }
    }

    /// <exception cref="InvalidDataException">A segment is damaged.</exception>
    /// <exception cref="IOException">The pipe ends, or a segment's file is gone.</exception>
    public static SqlJob Read(Stream from)
    {
        using var header = JsonDocument.Parse(SqlFrames.Read(from, FrameMaxBytes));
        var files = SqlFrames.Read(from, FrameMaxBytes);
        Segment[] segments = [.. header.RootElement.GetProperty("segments").EnumerateArray().Select((s, i) => Open(s.GetString(), i, from))];
        string[] languages = [.. header.RootElement.GetProperty("languages").EnumerateArray().Select(l => l.GetString()!)]; // written from strings
        return new SqlJob
        {
            Sql = header.RootElement.GetProperty("sql").GetString() ?? "",
            RowCountMax = header.RootElement.GetProperty("row_count_max").GetInt32(),
            TimeLimit = TimeSpan.FromMilliseconds(header.RootElement.GetProperty("time_limit_ms").GetInt64()),
            Segments = segments,
            View = TableView.Of(segments, ReadFiles(files, languages)),
        };
    }

    private static ReadOnlySpan<byte> Header(SqlRequest request, List<string> languages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("sql"u8, request.Sql);
        json.WriteNumber("row_count_max"u8, request.RowCountMax);
        json.WriteNumber("time_limit_ms"u8, (long)request.TimeLimit.TotalMilliseconds);
        WriteStrings(json, "languages", languages);
        WriteStrings(json, "segments", request.Segments.Select(s => s.Path));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string?> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteFiles(BinaryWriter to, IEnumerable<TableFile> files, List<string> languages)
    {
        foreach (var file in files)
        {
            to.Write7BitEncodedInt(file.Path.Length);
            to.Write(file.Path.Span);
            to.Write((byte)file.Oid.Length);
            to.Write(file.Oid.Span);
            to.Write7BitEncodedInt(file.Mode);
            to.Write7BitEncodedInt(file.LanguageId is { } id ? OrdinalOf(id, languages) + 1 : 0);
            to.Write7BitEncodedInt(file.Segment + 1);
            to.Write7BitEncodedInt(file.Blob);
        }

        to.Flush();
    }

    private static IEnumerable<TableFile> ReadFiles(byte[] frame, string[] languages)
    {
        var from = new BinaryReader(new MemoryStream(frame, writable: false), Encoding.UTF8);
        while (from.BaseStream.Position < frame.Length)
        {
            yield return new TableFile
            {
                Path = from.ReadBytes(from.Read7BitEncodedInt()),
                Oid = OidOf(from.ReadBytes(from.ReadByte())),
                Mode = from.Read7BitEncodedInt(),
                LanguageId = from.Read7BitEncodedInt() is > 0 and var language ? languages[language - 1] : null,
                Segment = from.Read7BitEncodedInt() - 1,
                Blob = from.Read7BitEncodedInt(),
            };
        }
    }

    private static Oid OidOf(byte[] raw) => raw.Length == 0 ? default : new Oid(raw);

    private static int OrdinalOf(string id, List<string> languages)
    {
        var ordinal = languages.IndexOf(id);
        if (ordinal < 0)
        {
            ordinal = languages.Count;
            languages.Add(id);
        }

        return ordinal;
    }

    private static Segment Open(string? path, int index, Stream from) =>
        path is null ? Segment.FromMemory(SqlFrames.Read(from, FrameMaxBytes), $"overlay {index}") : Segment.Open(path);
}
