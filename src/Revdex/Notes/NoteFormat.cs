using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Revdex.Notes;

/// <summary>
/// Notes as bytes (artifacts/FORMAT.md, "Notes"): JSON in one canonical form, so that equal notes are equal bytes and whatever reads and writes back
/// differently is refused. Reads what anyone may have written: every fault is an <see cref="InvalidDataException"/> that names the object.
/// </summary>
internal static class NoteFormat
{
    /// <summary>1: first.</summary>
    public const int Version = 1;

    /// <summary>A note in a file: text, path and two names, escaped at worst.</summary>
    public const int FileMaxBytes = 128 * 1024;

    /// <summary>Of one object in a store; a note takes some 500 bytes.</summary>
    public const int SetMaxBytes = 1024 * 1024;

    public const int SetCountMax = 4096;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    public static byte[] OfNote(Note note) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version"u8, Version);
        Write(json, note);
        json.WriteEndObject();
    });

    /// <summary>What stands in the place of a note that was deleted, so that a published copy does not come back.</summary>
    public static byte[] OfDeletion(long deletedAt) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version"u8, Version);
        json.WriteNumber("deleted_at"u8, deletedAt);
        json.WriteEndObject();
    });

    /// <summary>The object of a store: notes by id, each once.</summary>
    public static byte[] OfSet(IEnumerable<Note> notes) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version"u8, Version);
        json.WriteStartArray("notes"u8);
        foreach (var note in notes.OrderBy(n => n.Id, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            Write(json, note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <returns>The note, or when it was deleted.</returns>
    /// <exception cref="InvalidDataException">The bytes are neither.</exception>
    public static (Note? Note, long DeletedAt) ReadFile(ReadOnlyMemory<byte> bytes, string name) => Read<(Note?, long)>(bytes, FileMaxBytes, name, root =>
    {
        if (root.TryGetProperty("deleted_at"u8, out _))
        {
            var deletedAt = Number(root, "deleted_at");
            return ((null, deletedAt), OfDeletion(deletedAt));
        }

        var note = ReadNote(root);
        return ((note, 0), OfNote(note));
    });

    /// <exception cref="InvalidDataException">The bytes are no set of notes.</exception>
    public static IReadOnlyList<Note> ReadSet(ReadOnlyMemory<byte> bytes, string name) => Read<IReadOnlyList<Note>>(bytes, SetMaxBytes, name, root =>
    {
        Require(root.TryGetProperty("notes"u8, out var list) && list.ValueKind == JsonValueKind.Array, "notes", "missing or no array");
        Require(list.GetArrayLength() <= SetCountMax, "notes", $"{list.GetArrayLength()}, more than {SetCountMax}");
        Note[] notes = [.. list.EnumerateArray().Select(ReadNote)];
        Require(notes.DistinctBy(n => n.Id).Count() == notes.Length, "notes", "one comes twice");
        return (notes, OfSet(notes));
    });

    /// <summary>The text as it is kept: without the ends that shells and editors add.</summary>
    /// <exception cref="RevdexException">There is none, or too much.</exception>
    public static string CheckedText(string text)
    {
        var kept = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))).Trim();
        var bytes = Encoding.UTF8.GetByteCount(kept);
        return bytes is > 0 and <= Note.TextMaxBytes ? kept
            : throw new RevdexException(bytes == 0 ? "a note needs a text" : string.Create(CultureInfo.InvariantCulture, $"the note has {bytes} bytes, more than {Note.TextMaxBytes} (shorten it)"), ExitCode.Usage);
    }

    private static void Write(Utf8JsonWriter json, Note note)
    {
        json.WriteString("path"u8, note.Path);
        if (note.IsOfSymbol)
        {
            json.WriteString("name"u8, note.Name);
            json.WriteString("container"u8, note.Container);
            json.WriteString("kind"u8, note.Kind);
            json.WriteString("body_hash"u8, Hex(note.BodyHash));
            json.WriteString("signature_hash"u8, Hex(note.SignatureHash));
        }

        json.WriteString("text"u8, note.Text);
        json.WriteString("commit"u8, note.Commit);
        json.WriteString("blob"u8, note.Blob);
        json.WriteNumber("created_at"u8, note.CreatedAt);
    }

    private static Note ReadNote(JsonElement json)
    {
        Require(json.ValueKind == JsonValueKind.Object, "", "not an object");
        var isOfSymbol = json.TryGetProperty("name"u8, out _);
        var note = new Note
        {
            Path = Text(json, "path", Note.NameMaxBytes),
            Name = isOfSymbol ? Text(json, "name", Note.NameMaxBytes) : "",
            Container = isOfSymbol ? Text(json, "container", Note.NameMaxBytes) : "",
            Kind = isOfSymbol ? Text(json, "kind", 64) : "",
            BodyHash = isOfSymbol ? Hash(json, "body_hash") : 0,
            SignatureHash = isOfSymbol ? Hash(json, "signature_hash") : 0,
            Text = Text(json, "text", Note.TextMaxBytes),
            Commit = ObjectId(json, "commit"),
            Blob = ObjectId(json, "blob"),
            CreatedAt = Number(json, "created_at"),
        };
        Require(note.Text.Length > 0 && (!isOfSymbol || note.Name.Length > 0), "", "a note without a text or a name");
        return note;
    }

    private static T Read<T>(ReadOnlyMemory<byte> bytes, int sizeMax, string name, Func<JsonElement, (T Value, byte[] Canonical)> read)
    {
        try
        {
            Require(bytes.Length <= sizeMax, "", $"{bytes.Length} bytes, more than {sizeMax}");
            using var document = JsonDocument.Parse(bytes, Reading);
            var root = document.RootElement;
            Require(root.ValueKind == JsonValueKind.Object, "", "not an object");
            Require(Number(root, "version") == Version, "version", $"not the one this program reads ({Version})");
            var (value, canonical) = read(root);
            Require(canonical.AsSpan().SequenceEqual(bytes.Span), "", "not in canonical form (an unknown, missing or misplaced member)");
            return value;
        }
        catch (NoteFault fault)
        {
            throw new InvalidDataException($"{name}: {fault.Message}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{name}: not JSON in UTF-8, or a member comes twice", e); // InvalidOperationException: half of a surrogate pair.
        }
    }

    private static string Text(JsonElement json, string member, int maxBytes)
    {
        Require(json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String, member, "missing or no text");
        var text = value.GetString()!;
        Require(Encoding.UTF8.GetByteCount(text) <= maxBytes, member, $"longer than {maxBytes} bytes");
        return text;
    }

    /// <summary>An object id, or nothing.</summary>
    private static string ObjectId(JsonElement json, string member)
    {
        var text = Text(json, member, 64);
        Require(text.Length is 0 or 40 or 64 && !text.AsSpan().ContainsAnyExcept("0123456789abcdef"), member, "not an object id");
        return text;
    }

    private static ulong Hash(JsonElement json, string member)
    {
        var isHash = ulong.TryParse(Text(json, member, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash);
        Require(isHash, member, "not 16 hexadecimal digits");
        return hash;
    }

    private static long Number(JsonElement json, string member)
    {
        var number = -1L;
        var isNumber = json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out number);
        Require(isNumber && number is >= 0 and <= 1L << 40, member, "missing or no number of this kind");
        return number;
    }

    private static string Hex(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Writing))
        {
            write(json);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Require(bool condition, string member, string complaint)
    {
        if (!condition)
        {
            throw new NoteFault(member.Length == 0 ? complaint : $"{member}: {complaint}");
        }
    }

    private sealed class NoteFault(string complaint) : Exception(complaint);
}
