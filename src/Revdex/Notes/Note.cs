using System.Text;
using Revdex.Storage;

namespace Revdex.Notes;

/// <summary>A short text that somebody attached to a symbol or a path, with what is needed to find it again and to tell whether it changed since. Immutable.</summary>
public sealed class Note
{
    /// <summary>A note is read beside code; what is longer is a document.</summary>
    public const int TextMaxBytes = 4096;

    /// <summary>Of a path, and of the names of a symbol: longer ones are in no repository that git checks out everywhere.</summary>
    public const int NameMaxBytes = 4096;

    /// <summary>Hexadecimal digits of <see cref="Id"/>.</summary>
    public const int IdLength = 16;

    /// <summary>In the form of <see cref="Git.GitPath"/>; a file or a folder, empty for the whole repository.</summary>
    public required string Path { get; init; }

    /// <summary>Of the symbol; empty where the note is the path's.</summary>
    public string Name { get; init; } = "";

    /// <summary>Names of what the symbol is in, outermost first, joined by dots; may be empty.</summary>
    public string Container { get; init; } = "";

    /// <summary>As answers say it; empty where there is no symbol.</summary>
    public string Kind { get; init; } = "";

    public required string Text { get; init; }

    /// <summary>The commit that was looked at, in hexadecimal digits; empty where there was none yet.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Content of the file, in hexadecimal digits; empty for a folder.</summary>
    public string Blob { get; init; } = "";

    /// <summary>Structural hash of the symbol's body; 0 without one.</summary>
    public ulong BodyHash { get; init; }

    /// <summary>See <see cref="HashOf"/>; 0 where there is no symbol.</summary>
    public ulong SignatureHash { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long CreatedAt { get; init; }

    /// <summary>What it is called: made of what it says and where, so that the same note put twice is one.</summary>
    public string Id => field ??= ContentHash.Of(Encoding.UTF8.GetBytes(string.Join('\0', Path, Container, Name, Kind, Text))).ToString()[..IdLength];

    public bool IsOfSymbol => Name.Length > 0;

    /// <summary>The first eight bytes of the SHA-256 of a declaration, as a number.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> signature) => System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(ContentHash.Of(signature).Span);

    /// <summary>Whether the text is the id of a note, as far as its form tells.</summary>
    public static bool IsId(ReadOnlySpan<char> text) => text.Length == IdLength && !text.ContainsAnyExcept("0123456789abcdef");
}
