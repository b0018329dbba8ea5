using Revdex.Extraction;
using Revdex.Git;

namespace Revdex.Query;

/// <summary>
/// Applies changes to a view. Where only contents changed, the paths are shared and the columns copied; otherwise everything
/// between two changed paths is copied as one block.
/// </summary>
internal sealed class ViewEdit
{
    private readonly View _old;
    private readonly List<FileChange> _changes;
    private readonly List<int> _gone = [];
    private readonly List<int> _fresh = [];
    private HeaderLanguage _headers;
    private bool _hasOtherRules;

    public ViewEdit(View old, IReadOnlyList<FileChange> changes)
    {
        (_old, _headers) = (old, old.Headers);
        _changes = LastOfEachPath(changes);
    }

    public View Apply()
    {
        Prepare();
        var contentOnly = _changes.TrueForAll(change => change.Oid is not null && _old.Find(change.Path) >= 0);
        return contentOnly ? ApplyContents() : ApplyPaths();
    }

    private static List<FileChange> LastOfEachPath(IReadOnlyList<FileChange> changes)
    {
        var sorted = new List<(FileChange Change, int Order)>(changes.Count);
        for (var i = 0; i < changes.Count; i++)
        {
            sorted.Add((changes[i], i));
        }

        sorted.Sort((left, right) =>
        {
            var order = left.Change.Path.AsSpan().SequenceCompareTo(right.Change.Path);
            return order != 0 ? order : left.Order.CompareTo(right.Order);
        });
        var result = new List<FileChange>(sorted.Count);
        foreach (var (change, _) in sorted)
        {
            if (result.Count > 0 && result[^1].Path.AsSpan().SequenceEqual(change.Path))
            {
                result[^1] = change;
            }
            else
            {
                result.Add(change);
            }
        }

        return result;
    }

    /// <summary>Sees to it that what tells the changed files' languages is known.</summary>
    private void Prepare()
    {
        var (contents, attributes) = (new List<Oid>(), new List<Oid>());
        foreach (var change in _changes)
        {
            if (change.Oid is { } oid && GitMode.IsFile(change.Mode))
            {
                _old.Detection.ByName(change.Path, out var isLookedInto);
                (isLookedInto ? contents : AttributesFile.IsName(change.Path) ? attributes : []).Add(oid);
            }
        }

        _old.Detection.Prepare(contents, attributes);
        _hasOtherRules = _changes.Exists(change => AttributesFile.IsName(change.Path) && HadOrHasRules(change));
    }

    private bool HadOrHasRules(in FileChange change)
    {
        var before = _old.Find(change.Path);
        return (before >= 0 && _old.Detection.HasRules(_old.Oid(before))) || (change.Oid is { } oid && _old.Detection.HasRules(oid));
    }

    private View ApplyContents()
    {
        var files = _old.Files.Copy();
        foreach (var change in _changes)
        {
            var file = _old.Find(change.Path);
            CountOut(file);
            Put(files, file, change);
        }

        return Finish(_old.Paths, files, renumber: null);
    }

    private View ApplyPaths()
    {
        var added = _changes.Count(change => change.Oid is not null && _old.Find(change.Path) < 0);
        var removed = _changes.Count(change => change.Oid is null && _old.Find(change.Path) >= 0);
        var addedBytes = _changes.Sum(change => change.Oid is not null && _old.Find(change.Path) < 0 ? change.Path.Length : 0);
        var count = _old.Count + added - removed;
        var copy = new ViewCopy(_old, count, _old.Paths.SizeBytes + addedBytes, OidLength());
        foreach (var change in _changes)
        {
            var at = _old.Find(change.Path);
            copy.UpTo(at < 0 ? ~at : at);
            if (at >= 0)
            {
                CountOut(at);
                copy.Skip();
            }

            if (change.Oid is not null)
            {
                Put(copy.Files, copy.AddPath(change.Path), change);
            }
        }

        copy.UpTo(_old.Count);
        return Finish(copy.ToPaths(), copy.Files, copy.Renumber);
    }

    private int OidLength() => _old.Count > 0 ? _old.Files.OidLength : _changes.Find(change => change.Oid is not null).Oid?.Length ?? 20;

    private void CountOut(int file)
    {
        _gone.Add(file);
        if (GitMode.IsFile(_old.Mode(file)))
        {
            _headers.Count(_old.Path(file), _old.Language(file), -1);
        }
    }

    private void Put(ViewFiles files, int file, in FileChange change)
    {
        var oid = change.Oid.GetValueOrDefault();
        var (ordinal, marks) = (ViewFiles.NoLanguage, FileMarks.None);
        if (GitMode.IsFile(change.Mode))
        {
            ordinal = _old.Detection.ByName(change.Path, out var isLookedInto);
            ordinal = isLookedInto ? _old.Detection.ByContent(oid) : ordinal;
            marks = _old.Detection.Apply(_old.Attributes, change.Path, ref ordinal);
            _headers.Count(change.Path, _old.Languages.At(ordinal), 1);
        }

        oid.Span.CopyTo(files.Oids.AsSpan(file * files.OidLength, files.OidLength));
        files.LanguageOrdinals[file] = ordinal;
        files.Marks[file] = (byte)marks;
        files.Modes[file] = (ushort)change.Mode;
        _fresh.Add(file);
    }

    /// <summary>Other attributes may give any file another key; a count of C and C++ files that tips over gives every header one.</summary>
    private View Finish(PathTable paths, ViewFiles files, int[]? renumber)
    {
        if (_hasOtherRules)
        {
            return LanguagePass.Run(paths, files, _old.Detection);
        }

        if (_headers.Language != _old.Headers.Language)
        {
            LanguagePass.SetHeaders(paths, files, _headers, _old.Languages);
            return new View(paths, files, _headers, _old.Detection, _old.Attributes);
        }

        LanguagePass.SetHeaders(paths, files, _headers, _old.Languages, _fresh);
        var delta = new ViewDelta(_old, [.. _gone], [.. _fresh], renumber);
        var order = _old.ByKeyIfMade is { } old ? ViewOrder.Edit(_old.Files, old, files, delta) : null;
        return new View(paths, files, _headers, _old.Detection, _old.Attributes, order) { Delta = delta };
    }
}
