using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>The paths of a view with their facts' places, laid out for scanning: what all tables of one question are made from.</summary>
internal sealed class TableView : IDisposable
{
    private readonly TextArena _texts = new();
    private readonly List<FixedText> _paths = [];
    private readonly List<FixedText> _languages = [];
    private readonly List<Oid> _oids = [];
    private readonly List<int> _modes = [];

    private TableView(IReadOnlyList<Segment> segments, IEnumerable<TableFile> files)
    {
        List<int> segmentOf = [], blobOf = [];
        Dictionary<string, FixedText> languages = [];
        foreach (var file in files)
        {
            _paths.Add(_texts.Add(TreeTable.Displayed(file.Path.Span)));
            _oids.Add(file.Oid);
            _modes.Add(file.Mode);
            _languages.Add(file.LanguageId is { } id ? Interned(languages, id) : default);
            segmentOf.Add(file.Segment);
            blobOf.Add(file.Blob);
        }

        Blobs = BlobFiles.Of(segments, [.. segmentOf], [.. blobOf]);
    }

    public int FileCount => _paths.Count;

    public BlobFiles Blobs { get; }

    /// <summary>Takes <paramref name="files"/> in; the segments stay the caller's.</summary>
    /// <exception cref="InvalidDataException">A file names facts that are not there.</exception>
    public static TableView Of(IReadOnlyList<Segment> segments, IEnumerable<TableFile> files) => new(segments, files);

    /// <summary>Valid UTF-8, by the rule of <see cref="GitPath"/>.</summary>
    public FixedText Path(int file) => _paths[file];

    public Oid Oid(int file) => _oids[file];

    public int Mode(int file) => _modes[file];

    /// <summary>None where the file is in no known language.</summary>
    public FixedText Language(int file) => _languages[file];

    public void Dispose() => _texts.Dispose();

    private FixedText Interned(Dictionary<string, FixedText> known, string id)
    {
        if (!known.TryGetValue(id, out var text))
        {
            known.Add(id, text = _texts.Add(System.Text.Encoding.UTF8.GetBytes(id)));
        }

        return text;
    }
}
