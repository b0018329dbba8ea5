using System.Collections.Concurrent;
using Revdex.Extraction.Documents;
using Revdex.Git;
using Revdex.Query.Freshness;

namespace Revdex.Query;

/// <summary>
/// Contents of blobs: from the cache, from a file of the working tree whose hash proves that it is that blob, or from git. Safe for many
/// threads.
/// </summary>
internal sealed class ContentReader(GitRepository repository) : IDisposable
{
    /// <summary>Larger blobs are data; nobody asks for their lines.</summary>
    public const int SizeMaxBytes = 32 * 1024 * 1024;

    private readonly ContentCache _cache = new();
    private readonly ConcurrentDictionary<DocumentForm, ContentCache> _texts = new();

    /// <summary>Sizes of blobs that were found to be too large, so that no question reads them again; some 50 bytes each.</summary>
    private readonly ConcurrentDictionary<Oid, long> _leftOut = new();
    private readonly Lock _lock = new();
    private CatFile? _catFile;
    private IWorkTreeFiles? _files;

    /// <summary>Remembers the content of a file that was just read: it may be in no repository yet.</summary>
    public void Keep(WorkTreeFile file)
    {
        if (file.IsWhole)
        {
            _cache.Add(file.Oid, file.Content);
        }
    }

    /// <summary>The content of a file of a view (left out where it is too large); null where it is not to be had (any more).</summary>
    /// <param name="view">Whichever.</param>
    /// <param name="file">Of the view.</param>
    /// <param name="isWorkTree">Whether the view is the working tree's, so that the path on disk is worth a look.</param>
    /// <param name="into">Room for what is read from disk, which is not remembered then; null: it is remembered.</param>
    public BlobContent? Read(View view, int file, bool isWorkTree, ReadBuffer? into = null)
    {
        var oid = view.Oid(file);
        if (view.Mode(file) == GitMode.Submodule)
        {
            return null;
        }

        if (_cache.TryGet(oid, out var known))
        {
            return new BlobContent(known.Value.Length, known.Value);
        }

        if (_leftOut.TryGetValue(oid, out var sizeBytes))
        {
            return new BlobContent(sizeBytes, default);
        }

        var onDisk = isWorkTree ? OnDisk(view.Path(file), oid, into) : null;
        if (into is not null && onDisk is { IsLeftOut: false })
        {
            return onDisk;
        }

        var content = onDisk is { IsLeftOut: false } ? onDisk : InGit(oid) ?? onDisk;
        if (content is { IsLeftOut: false } found)
        {
            _cache.Add(oid, found.Bytes);
        }
        else if (content is { } large)
        {
            _leftOut.TryAdd(oid, large.SizeBytes);
        }

        return content;
    }

    /// <summary>The text of a file of a view: its content, or what is made of it, which is kept; null where it is not to be had, too large, or not readable.</summary>
    /// <param name="view">Whichever.</param>
    /// <param name="file">Of the view.</param>
    /// <param name="isWorkTree">As above.</param>
    /// <param name="into">As above; what is made of a document has its own.</param>
    public ReadOnlyMemory<byte>? ReadText(View view, int file, bool isWorkTree, ReadBuffer? into = null)
    {
        var form = view.Language(file)?.Form ?? DocumentForm.None;
        if (!DocumentText.IsMade(form))
        {
            return Read(view, file, isWorkTree, into) is { IsLeftOut: false } content ? content.Bytes : default(ReadOnlyMemory<byte>?);
        }

        var texts = _texts.GetOrAdd(form, static _ => new ContentCache());
        if (texts.TryGet(view.Oid(file), out var known))
        {
            return known;
        }

        var text = Read(view, file, isWorkTree) is { IsLeftOut: false } document ? DocumentText.Of(form, document.Bytes) : null;
        if (text is { } made)
        {
            texts.Add(view.Oid(file), made);
        }

        return text;
    }

    /// <summary>Git's reader of blobs, for many at once.</summary>
    public CatFile CatFile
    {
        get
        {
            lock (_lock)
            {
                return _catFile ??= repository.OpenCatFile();
            }
        }
    }

    /// <summary>Closes what was opened in a repository that is another one by now.</summary>
    public void Reopen()
    {
        lock (_lock)
        {
            _catFile?.Dispose();
            _files?.Dispose();
            (_catFile, _files) = (null, null);
        }
    }

    public void Dispose() => Reopen();

    /// <summary>The file, if its hash proves that it is the blob.</summary>
    private BlobContent? OnDisk(ReadOnlySpan<byte> path, Oid oid, ReadBuffer? into)
    {
        IWorkTreeFiles? files;
        lock (_lock)
        {
            files = _files ??= repository.WorkTree is { } top ? WatcherFactory.TryOpenFiles(top) : null;
        }

        return files?.Read(path, repository.ObjectFormat, SizeMaxBytes, into) is { } file && file.Oid == oid
            ? new BlobContent(file.IsWhole ? file.Content.Length : file.Stamp.SizeBytes, file.Content)
            : null;
    }

    /// <summary>One small exchange over a pipe; those who ask are not asynchronous.</summary>
    private BlobContent? InGit(Oid oid) => CatFile.ReadAsync(oid, SizeMaxBytes, CancellationToken.None).GetAwaiter().GetResult();
}
