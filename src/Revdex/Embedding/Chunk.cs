namespace Revdex.Embedding;

/// <summary>A stretch of a blob that is embedded and found as one.</summary>
/// <param name="Key">The first 16 bytes of SHA-256 of the text that is embedded, and of the rules that made it (<see cref="ChunkText"/>): big-endian, so that numbers sort as bytes do. Equal in whatever blob, commit or repository it stands.</param>
/// <param name="Start">In bytes from 0.</param>
/// <param name="End">Behind its last byte.</param>
/// <param name="Line">From 1: its first line that is not blank.</param>
/// <param name="EndLine">Its last, which belongs to it.</param>
/// <param name="Symbol">The innermost symbol that it is of, by its index in the facts; -1: none.</param>
internal readonly record struct Chunk(UInt128 Key, int Start, int End, int Line, int EndLine, int Symbol);
