using System.Collections.Concurrent;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>Makes facts of files and puts them on the shelf. Safe for many threads; a blob that one makes, another does not make too.</summary>
internal sealed class FactsMaker(
    ContentReader contents, SegmentShelf shelf, Func<Oid, Language, ReadOnlyMemory<byte>, CancellationToken, Task<BlobFacts>> extract)
{
    /// <summary>Up to here contents come one by one, which is quickest for a few; above, git reads ahead.</summary>
    private const int FewMax = 4;

    /// <summary>Contents under way at once; the extractor bounds what it works on, this what waits for it.</summary>
    private const int UnderWayMax = 48;

    /// <summary>Of those contents: documents may be large.</summary>
    private const long UnderWayMaxBytes = 64L * 1024 * 1024;

    /// <summary>Facts that a segment of the overlay is begun with, so that answers improve while work goes on.</summary>
    private const int BatchMaxBytes = 8 * 1024 * 1024;

    private readonly ConcurrentDictionary<BlobKey, bool> _underWay = new();

    /// <summary>Whether somebody makes these facts now.</summary>
    public bool IsUnderWay(BlobKey key) => _underWay.ContainsKey(key);

    public bool IsBusy => !_underWay.IsEmpty;

    /// <summary>Makes the facts of those of the files that nobody else is at.</summary>
    /// <param name="view">Where the files are.</param>
    /// <param name="files">Each has a language; no two the same content and language.</param>
    /// <param name="committed">Null where all of the view is in git; otherwise what is: any other content is on disk only.</param>
    /// <param name="progress">Told of each file; null: nobody listens.</param>
    /// <param name="cancellationToken">What is made by then is kept.</param>
    /// <returns>Files that could not be read: they changed since the view was made.</returns>
    /// <exception cref="RevdexException">Facts cannot be made or contents not be read, for no fault of a blob.</exception>
    public async Task<List<int>> MakeAsync(View view, IReadOnlyList<int> files, View? committed, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var claimed = files.Where(file => _underWay.TryAdd(view.Key(file), true)).ToList();
        try
        {
            return await new Run(this, view, committed, progress, cancellationToken).MakeAsync(claimed).ConfigureAwait(false);
        }
        finally
        {
            claimed.ForEach(file => _underWay.TryRemove(view.Key(file), out _));
            shelf.Changed.Raise();
        }
    }

    /// <summary>One call: tasks under way, facts not on the shelf yet.</summary>
    private sealed class Run(FactsMaker maker, View view, View? committed, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        private readonly Queue<(Task<BlobFacts> Facts, int Bytes)> _tasks = new();
        private readonly List<BlobFacts> _made = [];
        private readonly List<int> _unreadable = [];
        private long _underWayBytes;
        private long _madeBytes;
        private int _count;
        private int _done;

        public async Task<List<int>> MakeAsync(List<int> files)
        {
            _count = files.Count;
            try
            {
                if (files.Count <= FewMax)
                {
                    files.ForEach(file => Begin(file, maker.ReadOne(view, file, committed is not null)));
                }
                else
                {
                    await BeginAllAsync(files).ConfigureAwait(false);
                }

                await EndAsync(leave: 0).ConfigureAwait(false);
            }
            finally
            {
                maker.Shelve(_made);
            }

            return _unreadable;
        }

        private async Task BeginAllAsync(List<int> files)
        {
            var next = 0;
            await foreach (var (_, content) in maker.ReadManyAsync(view, files, cancellationToken).ConfigureAwait(false))
            {
                var file = files[next++];
                Begin(file, content ?? maker.ReadOne(view, file, committed is not null));
                await EndAsync(leave: UnderWayMax).ConfigureAwait(false);
            }
        }

        private void Begin(int file, BlobContent? content)
        {
            var (oid, language) = (view.Oid(file), view.Language(file)!);
            if (content is { IsLeftOut: false } blob)
            {
                _tasks.Enqueue((maker.ExtractAsync(oid, language, blob.Bytes, cancellationToken), blob.Bytes.Length));
                _underWayBytes += blob.Bytes.Length;
            }
            else if (content is not null)
            {
                _tasks.Enqueue((Task.FromResult(BlobFacts.Skipped(oid, language.Id, SkipReason.TooLarge, content.Value.SizeBytes)), 0));
            }
            else if (committed is null || committed.HasKey(oid.Span, language.Id))
            {
                _tasks.Enqueue((Task.FromResult(BlobFacts.Skipped(oid, language.Id, SkipReason.Missing, 0)), 0));
            }
            else
            {
                _unreadable.Add(file);
            }
        }

        private async Task EndAsync(int leave)
        {
            while (_tasks.Count > leave || (_underWayBytes > UnderWayMaxBytes && _tasks.Count > 1))
            {
                var (made, bytes) = _tasks.Dequeue();
                _underWayBytes -= bytes;
                var facts = await made.ConfigureAwait(false);
                _made.Add(facts);
                progress?.Report(new WorkProgress("extract", ++_done, _count, "files"));
                _madeBytes += facts.Message.Length + facts.Groups.Sum(group => (long)group.Length);
                if (_madeBytes > BatchMaxBytes)
                {
                    maker.Shelve(_made);
                    _madeBytes = 0;
                }
            }
        }
    }

    private void Shelve(List<BlobFacts> made)
    {
        shelf.Add([.. made]);
        made.Clear();
    }

    private Task<BlobFacts> ExtractAsync(Oid oid, Language language, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        content.Length > language.SizeMaxBytes
            ? Task.FromResult(BlobFacts.Skipped(oid, language.Id, SkipReason.TooLarge, content.Length))
            : extract(oid, language, content, cancellationToken);

    private BlobContent? ReadOne(View view, int file, bool isWorkTree) => contents.Read(view, file, isWorkTree);

    private IAsyncEnumerable<(Oid Oid, BlobContent? Content)> ReadManyAsync(View view, List<int> files, CancellationToken cancellationToken) =>
        contents.CatFile.ReadAllAsync(files.ConvertAll(view.Oid), i => view.Language(files[i])!.SizeMaxBytes, cancellationToken); // Files that facts are made of have one.
}
