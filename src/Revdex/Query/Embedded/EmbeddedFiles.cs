using Revdex.Embedding;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Query.Embedded;

/// <summary>The files of a view by what their vectors are keyed by: object id and language; a file of no known language that git has as a file counts as text. Immutable.</summary>
internal sealed class EmbeddedFiles
{
    private readonly View _view;

    /// <summary>Files of no known language, by object id.</summary>
    private readonly int[] _texts;

    public EmbeddedFiles(View view)
    {
        _view = view;
        _texts = [.. Enumerable.Range(0, view.Count).Where(file => view.Language(file) is null && GitMode.IsFile(view.Mode(file)))];
        Array.Sort(_texts, (a, b) => view.Files.OidSpan(a).SequenceCompareTo(view.Files.OidSpan(b)) is var order and not 0 ? order : a - b);
    }

    public SegmentLanguage LanguageOf(int file) => _view.Language(file) is { } language ? new(language.Id, language.Fingerprint) : ChunkRules.Text;

    /// <summary>One file for each object id and language.</summary>
    public IEnumerable<int> Distinct()
    {
        var keys = _view.ByKey;
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || _view.Files.CompareKeys(keys[i - 1], keys[i]) != 0)
            {
                yield return keys[i];
            }
        }

        for (var i = 0; i < _texts.Length; i++)
        {
            if (i == 0 || !_view.Files.OidSpan(_texts[i - 1]).SequenceEqual(_view.Files.OidSpan(_texts[i])))
            {
                yield return _texts[i];
            }
        }
    }

    /// <summary>The files of an object id in a language, ascending; none where the language's facts are made by another extractor now.</summary>
    public IEnumerable<int> Of(Oid oid, SegmentLanguage language)
    {
        var (files, isText) = (language == ChunkRules.Text ? _texts : _view.ByKey, language == ChunkRules.Text);
        for (var i = isText ? FirstText(oid) : _view.FirstKeyOf(oid.Span); i < files.Length && _view.Files.OidSpan(files[i]).SequenceEqual(oid.Span); i++)
        {
            if (isText || LanguageOf(files[i]) == language)
            {
                yield return files[i];
            }
        }
    }

    private int FirstText(in Oid oid)
    {
        var (low, high) = (0, _texts.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _view.Files.OidSpan(_texts[middle]).SequenceCompareTo(oid.Span) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
