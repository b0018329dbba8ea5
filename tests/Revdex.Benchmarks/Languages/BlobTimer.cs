using System.Diagnostics;
using Revdex.Extraction;
using Revdex.Extraction.Documents;
using Revdex.Extraction.Patterns;
using Revdex.Facts;
using Revdex.Native.TreeSitter;

namespace Revdex.Benchmarks.Languages;

/// <summary>Times the parse and the extraction of single blobs in this process.</summary>
internal sealed class BlobTimer : IDisposable
{
    private readonly ParserHandle _parser = new(Limits.ParseWorkMax, Limits.ParseMemoryMaxBytes);
    private readonly Extractor _extractor = new();

    /// <summary>What a worker pays when it first meets the language, when all that it runs is compiled already.</summary>
    public double CompileSeconds(Language language)
    {
        var (grammar, _) = GrammarCatalog.Of(language);
        var start = Stopwatch.GetTimestamp();
        PatternCompiler.Compile(grammar, language.Query, language.Id);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Seconds of the quickest of some rounds. Of a document that is turned into text the parse is that of the text.</summary>
    public (double Parse, double Extract) Measure(IndexedBlob blob, int rounds)
    {
        var language = blob.Key.Language;
        var (grammar, _) = GrammarCatalog.Of(language);
        var text = DocumentText.IsMade(language.Form) ? DocumentText.Of(language.Form, blob.Content) ?? default : blob.Content;
        var best = (Parse: double.MaxValue, Extract: double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            _parser.Parse(grammar, text.Span, out _)?.Dispose();
            best.Parse = Math.Min(best.Parse, Stopwatch.GetElapsedTime(start).TotalSeconds);
            start = Stopwatch.GetTimestamp();
            _extractor.Extract(blob.Key.Oid, language, blob.Content);
            best.Extract = Math.Min(best.Extract, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    public void Dispose()
    {
        _parser.Dispose();
        _extractor.Dispose();
    }
}
