using System.Globalization;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Scip;
using Revdex.Snapshots;

namespace Revdex.Indexing.Compilers;

/// <summary>Makes the part of a commit's snapshot that has what compilers say, of SCIP indexes that were made for the commit. For one part.</summary>
internal sealed class ScipImport(GitRepository repository, LocalCache cache, IProgress<WorkProgress>? progress)
{
    /// <summary>Held in memory while it is read; those of the largest repositories have some hundred MB.</summary>
    private const long IndexSizeMaxBytes = 1 << 30;

    private readonly ScipPartBuilder _builder = new();
    private readonly SortedSet<string> _refused = new(StringComparer.Ordinal);
    private int _outside;

    /// <param name="files">Paths of indexes; of a document that several have, all is taken.</param>
    /// <exception cref="RevdexException">A file cannot be read, is no index, or is one of another commit.</exception>
    public async Task<ScipImported> RunAsync(Oid commit, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var tree = repository.ListTree(commit, cancellationToken);
        using var catFile = repository.OpenCatFile();
        for (var i = 0; i < files.Count; i++)
        {
            try
            {
                await AddAsync(commit, tree, catFile, files[i], cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidDataException e)
            {
                throw new RevdexException($"{files[i]} is no SCIP index, or is damaged: {e.Message}", ExitCode.Usage, e);
            }

            progress?.Report(new WorkProgress("scip", i + 1, files.Count, "indexes"));
        }

        using var draft = cache.NewSegment();
        var occurrences = _builder.Write(draft.Stream);
        return new ScipImported(draft.Land(), new ScipCounts(_builder.DocumentCount, occurrences, _outside, [.. _refused]));
    }

    private async Task AddAsync(Oid commit, TreeListing tree, CatFile catFile, string file, CancellationToken cancellationToken)
    {
        var index = ScipIndex.Read(Read(file));
        for (var i = 0; i < index.Count; i++)
        {
            _builder.NotePackages(ScipDocument.Read(index[i]));
        }

        var (documents, next, taken) = (TreeDocuments.Of(tree, index), 0, 0);
        await foreach (var (oid, content) in catFile.ReadAllAsync([.. documents.Select(d => tree.Oid(d.Entry))], Limits.BlobSizeMaxBytes, cancellationToken).ConfigureAwait(false))
        {
            var (document, entry) = documents[next++];
            if (content is { IsLeftOut: false } blob && TryAdd(tree.Path(entry).ToArray(), oid, blob.Bytes, index, document))
            {
                taken++;
            }
            else
            {
                _refused.Add(GitPath.Display(tree.Path(entry)));
            }
        }

        _outside += index.Count - documents.Count;
        if (taken == 0 || taken < documents.Count - taken)
        {
            throw NotOf(commit, file, index.Count, documents.Count, taken);
        }
    }

    private bool TryAdd(byte[] path, Oid oid, ReadOnlyMemory<byte> content, ScipIndex index, int number)
    {
        var document = ScipDocument.Read(index[number]);
        return _builder.TryAdd(path, oid, content.Span, document, document.Encoding == PositionEncoding.Unspecified ? index.DefaultEncoding : document.Encoding);
    }

    private RevdexException NotOf(Oid commit, string file, int documents, int inTree, int taken) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{file} was not made for commit {commit}: of its {documents} documents {inTree} are files of the commit, and {taken} are of their bytes{(_refused.Count > 0 ? $" ({_refused.First()} is not)" : "")}; make it of what is checked out at the commit"),
        ExitCode.Usage);

    private static ReadOnlyMemory<byte> Read(string file)
    {
        try
        {
            var size = new FileInfo(file).Length;
            return size <= IndexSizeMaxBytes ? File.ReadAllBytes(file) : throw new RevdexException($"{file} has {size} bytes, more than {IndexSizeMaxBytes}: give an index for each project", ExitCode.Usage);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RevdexException($"{file} cannot be read: {e.Message}", ExitCode.Usage, e);
        }
    }
}
