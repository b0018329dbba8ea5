namespace Revdex.Facts;

/// <summary>One import of a facts message; the texts are valid as long as the bytes they were read from.</summary>
public readonly ref struct ImportRow
{
    /// <summary>As written in the source.</summary>
    public ReadOnlySpan<byte> Module { get; init; }

    /// <summary>What is taken from the module; empty for the whole of it.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>The name it gets here; empty where it keeps its own.</summary>
    public ReadOnlySpan<byte> Alias { get; init; }

    /// <summary>From 1.</summary>
    public int Line { get; init; }
}
