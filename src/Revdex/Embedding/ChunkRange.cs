namespace Revdex.Embedding;

/// <summary>A chunk before it has its text.</summary>
/// <param name="Node">Of the tree; -1: the file.</param>
/// <param name="IsContinued">It does not begin what it is of: a later window of something long.</param>
internal readonly record struct ChunkRange(int Start, int End, int Node, bool IsContinued)
{
    public int Length => End - Start;
}
