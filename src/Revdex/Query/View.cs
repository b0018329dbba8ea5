using System.Runtime.CompilerServices;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Query;

/// <summary>
/// Path → (oid, language) of a commit, the staged tree or the working tree. Immutable; files are numbered in bytewise order of
/// their paths. An edit makes a new view that shares what did not change (40,000 files are about 4 MB).
/// </summary>
public sealed class View
{
    private readonly PathTable _paths;
    private readonly ViewFiles _files;
    private readonly HeaderLanguage _headers;
    private int[]? _byKey;
    private StrongBox<ContentHash>? _identity;

    internal View(PathTable paths, ViewFiles files, HeaderLanguage headers, LanguageDetection detection, TreeAttributes attributes, int[]? byKey = null)
    {
        (_paths, _files, _headers, Detection, Attributes, _byKey) = (paths, files, headers, detection, attributes, byKey);
    }

    public LanguageSet Languages => Detection.Languages;

    public int Count => _paths.Count;

    /// <summary>Repository path, '/' between its parts; the bytes git has.</summary>
    public ReadOnlySpan<byte> Path(int file) => _paths[file];

    public Oid Oid(int file) => _files.Oid(file);

    /// <summary>Null for a file of no known language, a symlink, a submodule.</summary>
    public Language? Language(int file) => Languages.At(_files.LanguageOrdinals[file]);

    /// <summary>What <c>.gitattributes</c> say of the file.</summary>
    public FileMarks Marks(int file) => (FileMarks)_files.Marks[file];

    /// <summary>As in a tree: octal 100644, 100755, 120000 (symlink), 160000 (submodule).</summary>
    public int Mode(int file) => _files.Modes[file];

    /// <summary>The file of that path, or the bitwise complement of where it would be.</summary>
    public int Find(ReadOnlySpan<byte> path) => _paths.Find(path);

    /// <summary>The first file from a number on whose path contains the bytes (one or more), ignoring ASCII case; -1: none.</summary>
    internal int NextContaining(ReadOnlySpan<byte> part, int from) => _paths.NextContaining(part, from);

    /// <summary>The files below a folder, at any depth; an empty folder is the root.</summary>
    public (int Start, int End) Under(ReadOnlySpan<byte> folder) => _paths.Under(folder);

    /// <exception cref="RevdexException">Git fails to read what languages are told by.</exception>
    public static View Of(TreeListing tree, LanguageDetection detection)
    {
        var builder = new ViewBuilder(detection, tree.Count);
        for (var i = 0; i < tree.Count; i++)
        {
            builder.Add(tree.Path(i), tree.Oid(i), tree.Mode(i));
        }

        return builder.Build();
    }

    /// <summary>The view of no files.</summary>
    public static View Empty(LanguageDetection detection) => new ViewBuilder(detection, 0).Build();

    /// <summary>This view with some paths changed, in any order; of several changes of one path the last counts.</summary>
    /// <exception cref="RevdexException">Git fails to read what languages are told by.</exception>
    public View With(IReadOnlyList<FileChange> changes) => changes.Count == 0 ? this : new ViewEdit(this, changes).Apply();

    /// <summary>What the facts of a file are keyed by; it must have a language.</summary>
    internal BlobKey Key(int file) =>
        new(Oid(file), Language(file) ?? throw new ArgumentException($"file {file} has no language", nameof(file)));

    /// <summary>The language that a file of this path and content would have if it were here.</summary>
    internal Language? LanguageOfAbsent(ReadOnlySpan<byte> path, in Oid oid)
    {
        var ordinal = Detection.ByName(path, out var isLookedInto);
        if (isLookedInto && !oid.IsNone)
        {
            Detection.Prepare([oid], []);
            ordinal = Detection.ByContent(oid);
        }

        var marks = Detection.Apply(Attributes, path, ref ordinal);
        var language = Languages.At(ordinal);
        return (marks & FileMarks.Language) == 0 && _headers.Decides(path, language) ? _headers.Language : language;
    }

    /// <summary>The distinct keys of all files that have a language, in order.</summary>
    internal List<BlobKey> Keys()
    {
        var keys = new List<BlobKey>(ByKey.Length);
        foreach (var file in ByKey)
        {
            var key = Key(file);
            if (keys.Count == 0 || keys[^1] != key)
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    /// <summary>The first place in <see cref="ByKey"/> whose oid is not before this one.</summary>
    internal int FirstKeyOf(ReadOnlySpan<byte> oid)
    {
        var keys = ByKey;
        var (low, high) = (0, keys.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _files.OidSpan(keys[middle]).SequenceCompareTo(oid) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Whether some file has this content in this language.</summary>
    internal bool HasKey(ReadOnlySpan<byte> oid, string languageId)
    {
        for (var i = FirstKeyOf(oid); i < ByKey.Length && _files.OidSpan(ByKey[i]).SequenceEqual(oid); i++)
        {
            if (Language(ByKey[i])!.Id == languageId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether both have the same paths, contents and modes.</summary>
    internal bool HasSameFiles(View other) =>
        ReferenceEquals(this, other) || (_paths.HasSame(other._paths) && _files.HasSame(other._files));

    /// <summary>Where it came from; null where it was made afresh.</summary>
    internal ViewDelta? Delta { get; init; }

    internal PathTable Paths => _paths;

    internal ViewFiles Files => _files;

    internal HeaderLanguage Headers => _headers;

    internal LanguageDetection Detection { get; }

    internal TreeAttributes Attributes { get; }

    /// <summary>The files that have a language, ordered by oid, then language, then number: what mounting walks. Made once, when first needed.</summary>
    internal int[] ByKey => _byKey ??= ViewOrder.Sort(_files);

    internal int[]? ByKeyIfMade => _byKey;

    /// <summary>Tells apart views that differ in a path, a content or a mode: a hash of them all, made when first asked for.</summary>
    internal ContentHash Identity => (_identity ??= new(ViewIdentity.Of(this))).Value;
}
