using System.Collections.Concurrent;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>
/// Which language each file of a view is in: what <c>.gitattributes</c> of the view say, else its name, else its content (<see cref="ContentLanguage"/>). What
/// contents tell is remembered by oid, and kept in the cache, so that a blob is read once. Safe for many threads.
/// </summary>
/// <param name="read">Blobs of git, in the order asked for; null: contents tell nothing.</param>
/// <param name="cache">Null: what is found out is forgotten with this.</param>
public sealed class LanguageDetection(LanguageSet languages, Func<IReadOnlyList<Oid>, IAsyncEnumerable<(Oid Oid, BlobContent? Content)>>? read, LocalCache? cache)
{
    /// <summary>As of any blob that has facts.</summary>
    public const int ContentMaxBytes = Limits.BlobSizeMaxBytes;

    private static readonly string[] Wanted = ["linguist-language", "linguist-generated", "linguist-vendored", "linguist-documentation"];

    private static readonly FileMarks[] Marks = [FileMarks.Language, FileMarks.Generated, FileMarks.Vendored, FileMarks.Documentation];

    /// <summary>Grows by what is read, edits included: some 40 bytes a version of a file that no name tells the language of.</summary>
    private readonly ConcurrentDictionary<Oid, byte> _byContent = new();

    /// <summary>Texts of <c>.gitattributes</c>; empty where they say nothing that is asked about.</summary>
    private readonly ConcurrentDictionary<Oid, byte[]> _attributes = new();
    private readonly Lazy<BlobVerdicts?> _keptContents = new(() => cache?.OpenVerdicts($"contents-{languages.DetectionDigest}"));
    private readonly Lazy<BlobVerdicts?> _keptAttributes = new(() => cache?.OpenVerdicts($"attributes-{languages.DetectionDigest}"));

    public LanguageSet Languages => languages;

    /// <summary>By names alone, for views whose blobs are nowhere.</summary>
    public static LanguageDetection ByName(LanguageSet languages) => new(languages, null, null);

    /// <summary>With the contents that a repository has.</summary>
    public static LanguageDetection Of(GitRepository repository, LocalCache? cache)
    {
        return new LanguageDetection(LanguageSet.Default, ReadAsync, cache);

        async IAsyncEnumerable<(Oid, BlobContent?)> ReadAsync(IReadOnlyList<Oid> oids)
        {
            using var catFile = repository.OpenCatFile();
            await foreach (var blob in catFile.ReadAllAsync(oids, ContentMaxBytes, CancellationToken.None).ConfigureAwait(false))
            {
                yield return blob;
            }
        }
    }

    /// <summary>Takes note of a content that git may not have.</summary>
    internal void Learn(ReadOnlySpan<byte> path, in Oid oid, ReadOnlySpan<byte> content)
    {
        if (AttributesFile.IsName(path))
        {
            _attributes.TryAdd(oid, TextOf(content));
        }
        else if (languages.IsLookedInto(path))
        {
            _byContent.TryAdd(oid, OrdinalOf(content));
        }
    }

    /// <summary>Reads those of the files whose content is asked about and not known yet, all at once.</summary>
    internal void Prepare(IReadOnlyList<Oid> contents, IReadOnlyList<Oid> attributes)
    {
        List<Oid> wanted = [.. contents.Where(oid => !IsKnown(oid)), .. attributes.Where(oid => !IsKnownAttributes(oid))];
        if (wanted.Count > 0 && read is not null)
        {
            ReadAsync([.. wanted.Distinct()], attributes.ToHashSet(), contents.ToHashSet()).GetAwaiter().GetResult(); // Who makes a view is not asynchronous.
        }
    }

    /// <summary>What a file's name tells of its language: an ordinal, or <see cref="ViewFiles.NoLanguage"/>.</summary>
    /// <param name="isLookedInto">Whether the content is asked then.</param>
    internal byte ByName(ReadOnlySpan<byte> path, out bool isLookedInto)
    {
        var language = languages.Detect(path);
        isLookedInto = language is null && languages.IsLookedInto(path);
        return languages.Ordinal(language);
    }

    /// <summary>What a prepared content tells.</summary>
    internal byte ByContent(in Oid oid) => _byContent.GetValueOrDefault(oid, ViewFiles.NoLanguage);

    /// <summary>Whether a prepared <c>.gitattributes</c> says anything that is asked about.</summary>
    internal bool HasRules(in Oid oid) => _attributes.GetValueOrDefault(oid) is { Length: > 0 };

    /// <summary>What the prepared <c>.gitattributes</c> of a view say together.</summary>
    internal TreeAttributes AttributesOf(IReadOnlyList<(byte[] Path, Oid Oid)> files)
    {
        var telling = files.Where(f => HasRules(f.Oid)).Select(f => (Folder: f.Path[..^".gitattributes".Length], f.Oid)).ToList();
        return telling.Count == 0 ? TreeAttributes.None
            : new TreeAttributes(Wanted, telling.Select(f => (f.Folder, (IReadOnlyList<AttributeLine>)AttributesFile.Read(_attributes[f.Oid], isTop: f.Folder.Length == 0))));
    }

    /// <summary>Applies attributes to what name or content tell.</summary>
    internal FileMarks Apply(TreeAttributes attributes, ReadOnlySpan<byte> path, ref byte ordinal)
    {
        if (attributes.IsEmpty)
        {
            return FileMarks.None;
        }

        var values = new AttributeValue[Wanted.Length];
        attributes.Resolve(path, values);
        var marks = FileMarks.None;
        for (var i = 1; i < values.Length; i++)
        {
            marks |= IsTrue(values[i]) ? Marks[i] : FileMarks.None;
        }

        marks |= values[2].State != AttributeState.Unspecified && !IsTrue(values[2]) ? FileMarks.NotVendored : FileMarks.None;
        if (values[0] is { State: AttributeState.Valued, Text: { Length: > 0 } name })
        {
            ordinal = languages.Ordinal(languages.ByMode(name));
            marks |= FileMarks.Language;
        }

        return marks;
    }

    /// <summary>As Linguist takes it: any value but <c>false</c>.</summary>
    private static bool IsTrue(AttributeValue value) =>
        value.State == AttributeState.Set || (value.State == AttributeState.Valued && value.Text is not "false");

    private bool IsKnown(in Oid oid)
    {
        if (!_byContent.ContainsKey(oid) && _keptContents.Value?.TryGet(oid, out var ordinal) == true)
        {
            _byContent.TryAdd(oid, ordinal);
        }

        return _byContent.ContainsKey(oid);
    }

    private bool IsKnownAttributes(in Oid oid)
    {
        if (!_attributes.ContainsKey(oid) && _keptAttributes.Value?.TryGet(oid, out _) == true)
        {
            _attributes.TryAdd(oid, []);
        }

        return _attributes.ContainsKey(oid);
    }

    /// <summary>A blob that is not to be had tells nothing now, and is asked for again.</summary>
    private async Task ReadAsync(List<Oid> oids, HashSet<Oid> attributes, HashSet<Oid> contents)
    {
        await foreach (var (oid, blob) in read!(oids).ConfigureAwait(false)) // Not null: the caller looked.
        {
            if (blob is not { } content)
            {
                continue;
            }

            if (contents.Contains(oid))
            {
                var ordinal = _byContent.GetOrAdd(oid, OrdinalOf(content.Bytes.Span));
                _keptContents.Value?.Add(oid, ordinal);
            }

            if (attributes.Contains(oid) && _attributes.GetOrAdd(oid, TextOf(content.Bytes.Span)).Length == 0)
            {
                _keptAttributes.Value?.Add(oid, 0);
            }
        }

        _keptContents.Value?.Save();
        _keptAttributes.Value?.Save();
    }

    private byte OrdinalOf(ReadOnlySpan<byte> content) => languages.Ordinal(ContentLanguage.Of(content, languages));

    private static byte[] TextOf(ReadOnlySpan<byte> content) => content.IndexOf("linguist-"u8) >= 0 ? content.ToArray() : [];
}
