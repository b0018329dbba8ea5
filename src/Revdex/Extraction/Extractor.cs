using Revdex.Extraction.Documents;
using Revdex.Extraction.Masking;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Native.TreeSitter;

namespace Revdex.Extraction;

/// <summary>
/// Facts = f(bytes, language): pure, for one thread at a time. A hostile file can end the process in native code, so it runs in
/// worker processes (<see cref="ExtractorPool"/>) outside of tests.
/// </summary>
internal sealed unsafe class Extractor : IDisposable
{
    private readonly ParserHandle _parser = new(Limits.ParseWorkMax, Limits.ParseMemoryMaxBytes);
    private readonly Drafts _drafts = new();
    private readonly EmbeddedCode _embedded;
    private readonly SourceWalk _walk;
    private readonly FactsEncoder _encoder;
    private readonly MaskedText _code = new();
    private byte[] _masked = [];

    public Extractor()
    {
        _embedded = new EmbeddedCode(_drafts);
        _walk = new SourceWalk(_drafts, _embedded);
        _encoder = new FactsEncoder(_drafts);
    }

    public BlobFacts Extract(Oid oid, Language language, ReadOnlySpan<byte> content)
    {
        var skip = BlobScreening.Screen(content, language.Form);
        if (skip == SkipReason.None && DocumentText.IsMade(language.Form))
        {
            var text = DocumentText.Of(language.Form, content.ToArray());
            skip = text is null ? SkipReason.Unreadable : BlobScreening.Screen(text.Value.Span);
            content = text is null ? content : text.Value.Span;
        }

        if (skip != SkipReason.None)
        {
            return BlobFacts.Skipped(oid, language.Id, skip, content.Length);
        }

        var (grammar, patterns) = GrammarCatalog.Of(language.Superset is { } superset && CppText.Is(content) ? LanguageSet.Default.ById(superset)! : language); // Of the same file.
        using var tree = _parser.Parse(grammar, Masked(language, content), out var outcome);
        if (tree is null)
        {
            return BlobFacts.Skipped(oid, language.Id, outcome == ParseOutcome.OutOfMemory ? SkipReason.OutOfMemory : SkipReason.Timeout, content.Length);
        }

        fixed (byte* bytes = content)
        {
            _embedded.Begin(bytes, content.Length, Limits.ParseWorkMax - _parser.WorkDone);
            _walk.Run(tree, grammar, patterns, bytes, content.Length, _code.Ranges);
            var isPartial = TreeSitterApi.NodeHasError(tree.Root) != 0 || _embedded.HasGivenUp;
            return _encoder.Encode(oid, language.Id, bytes, content.Length, isPartial);
        }
    }

    private ReadOnlySpan<byte> Masked(Language language, ReadOnlySpan<byte> content) =>
        _code.Apply(language.CodeMask, language.Form == DocumentForm.AsciiDoc ? AsciiDocMask.Apply(content, ref _masked) : language.Mask.Apply(content, ref _masked));

    public void Dispose()
    {
        _walk.Dispose();
        _embedded.Dispose();
        _parser.Dispose();
    }
}
