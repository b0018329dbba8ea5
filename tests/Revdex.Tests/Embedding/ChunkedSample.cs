using System.Text;
using Revdex.Embedding;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Tests.Embedding;

/// <summary>A text, its facts as they are really extracted, and its chunks.</summary>
internal sealed class ChunkedSample
{
    private readonly BlobFacts? _facts;

    public ChunkedSample(string path, byte[] content)
    {
        Content = content;
        if (LanguageSet.Default.Detect(GitPath.Parse(path)) is { Query.Length: > 0 } language)
        {
            using var extractor = new Extractor();
            _facts = extractor.Extract(Oid.OfBlob(content, ObjectFormat.Sha1), language, content);
        }

        Blob = Chunker.Of(content, Facts);
    }

    public ChunkedSample(string path, string content)
        : this(path, Encoding.UTF8.GetBytes(content))
    {
    }

    public byte[] Content { get; }

    public BlobChunks Blob { get; }

    public FactsMessage Facts => _facts is null ? default : new FactsMessage(_facts.Message.Span);

    /// <summary>For each chunk <c>name first-last</c>, where the name is its symbol's.</summary>
    public string[] Told()
    {
        var told = new string[Blob.Chunks.Length];
        for (var i = 0; i < told.Length; i++)
        {
            var chunk = Blob.Chunks[i];
            told[i] = $"{(chunk.Symbol < 0 ? "-" : Encoding.UTF8.GetString(Facts.ReadSymbol(chunk.Symbol).Name))} {chunk.Line}-{chunk.EndLine}";
        }

        return told;
    }

    public string Text(int chunk) => Encoding.UTF8.GetString(Blob.Texts[chunk].Span);
}
