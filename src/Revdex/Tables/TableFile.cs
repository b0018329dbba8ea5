using Revdex.Git;

namespace Revdex.Tables;

/// <summary>One path of a view and where the facts of its blob are.</summary>
public readonly record struct TableFile
{
    /// <summary>As git has it: bytes, not always UTF-8.</summary>
    public required ReadOnlyMemory<byte> Path { get; init; }

    public required Oid Oid { get; init; }

    /// <summary>As git has it: 0x81A4 (100644) and so on.</summary>
    public required int Mode { get; init; }

    /// <summary><see cref="Extraction.Language.Id"/>; null where the path is in no known language.</summary>
    public string? LanguageId { get; init; }

    /// <summary>Which segment of the list beside holds the facts; -1 where there are none.</summary>
    public required int Segment { get; init; }

    /// <summary>The blob's id in that segment.</summary>
    public int Blob { get; init; }
}
