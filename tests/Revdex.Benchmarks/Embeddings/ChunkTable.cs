using Revdex.Embedding;
using Revdex.Facts;

namespace Revdex.Benchmarks.Embeddings;

/// <summary>The distinct chunks of all files; a text that stands in several places counts for each.</summary>
internal sealed class ChunkTable
{
    private readonly Dictionary<UInt128, int> _rows = [];
    private readonly List<(int File, Chunk Chunk, int Row)> _places = [];

    public ChunkTable(QuestionedFiles files)
    {
        for (var file = 0; file < files.Contents.Count; file++)
        {
            if (files.Facts[file].Skip != SkipReason.None)
            {
                continue;
            }

            var blob = Chunker.Of(files.Contents[file], new FactsMessage(files.Facts[file].Message.Span));
            for (var i = 0; i < blob.Chunks.Length; i++)
            {
                if (_rows.TryAdd(blob.Chunks[i].Key, Texts.Count))
                {
                    Texts.Add(blob.Texts[i]);
                }

                _places.Add((file, blob.Chunks[i], _rows[blob.Chunks[i].Key]));
            }
        }
    }

    public List<ReadOnlyMemory<byte>> Texts { get; } = [];

    public int PlaceCount => _places.Count;

    /// <summary>For each question the rows that answer it: chunks of the symbol, and those that hold its name.</summary>
    public List<HashSet<int>> Answers(IReadOnlyList<DocQuestion> questions)
    {
        var byFile = _places.ToLookup(p => p.File);
        return [.. questions.Select(q => byFile[q.File].Where(p => p.Chunk.Symbol == q.Symbol || (p.Chunk.Line <= q.NameLine && p.Chunk.EndLine >= q.NameLine)).Select(p => p.Row).ToHashSet())];
    }
}
