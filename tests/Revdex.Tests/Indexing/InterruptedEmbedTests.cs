using System.Collections.Concurrent;
using Revdex.Indexing.Embeddings;
using Revdex.Storage;

namespace Revdex.Tests.Indexing;

/// <summary>Embedding that is ended in its midst, and done again.</summary>
public sealed class InterruptedEmbedTests : IDisposable
{
    private readonly EmbeddedRepository _made = new();

    public InterruptedEmbedTests()
    {
        for (var i = 0; i < 4; i++)
        {
            _made.Git.Write($"n{i}.unheard", string.Concat(Enumerable.Range(0, 8_000).Select(_ => _made.Text(10) + "\n")));
        }

        _made.WriteSome(1);
        _made.Git.Commit();
    }

    public void Dispose() => _made.Dispose();

    /// <summary>Each run is killed when it has one checkpoint more.</summary>
    [Fact]
    public async Task What_a_killed_run_embedded_is_not_embedded_again()
    {
        var first = await _made.IndexAsync("undisturbed", workers: 3);
        for (var runs = 1; runs <= 2; runs++)
        {
            using var child = ChildProcess.Start("embed", _made.Git.Root, _made.CacheFolder("killed"), _made.ModelFolder);
            Assert.StartsWith("embed ", child.ReadLine(), StringComparison.Ordinal);
            child.WriteLine();
            Assert.StartsWith("embed ", child.ReadLine(), StringComparison.Ordinal); // The round before it is saved.
            child.Kill();
            Assert.Equal(runs, Checkpoints().Count);
        }

        var last = await _made.IndexAsync("killed");
        Assert.InRange(last.Embed!.Embedded, 1, first.Embed!.Embedded * 2 / 3);
        Assert.Equal(first.Manifest.ToBytes(), last.Manifest.ToBytes());
        Assert.Equal(_made.Dump("undisturbed", first.Manifest), _made.Dump("killed", last.Manifest));
        Assert.Empty(Checkpoints());
    }

    [Fact]
    public async Task Cancelled_it_ends_and_keeps_what_is_done()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new CancelAt(cancellation, 2);
        var options = new EmbedOptions { ModelFolder = _made.ModelFolder, CheckpointInterval = TimeSpan.Zero };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _made.IndexAsync("cancelled", options, progress: progress, cancellationToken: cancellation.Token));
        Assert.NotEmpty(Checkpoints("cancelled"));
        Assert.Equal((await _made.IndexAsync("undisturbed")).Manifest.ToBytes(), (await _made.IndexAsync("cancelled")).Manifest.ToBytes());
    }

    /// <summary>Unless the commit is another one.</summary>
    [Fact]
    public async Task What_an_interrupted_run_learnt_is_not_learnt_again()
    {
        var options = new EmbedOptions { LearnsAnew = true, CheckpointInterval = TimeSpan.FromDays(1) };
        using (var cancellation = new CancellationTokenSource())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _made.IndexAsync("cancelled", options, progress: new CancelAt(cancellation, 1), cancellationToken: cancellation.Token));
        }

        var model = Assert.Single(Checkpoints("cancelled"));
        var (again, stages) = (await _made.IndexAsync("undisturbed", options), new Stages());
        var taken = await _made.IndexAsync("cancelled", options, progress: stages);
        Assert.DoesNotContain("learn", stages.Seen);
        Assert.Equal((again.Manifest.Parts[0].Id, true), (model, taken.Embed!.IsLearnt));
        Assert.Equal(again.Manifest.ToBytes(), taken.Manifest.ToBytes());
        Assert.Empty(Checkpoints("cancelled"));

        using (var cancellation = new CancellationTokenSource())
        {
            _made.Git.Write("n0.unheard", _made.Text(3_000));
            _made.Git.Commit();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _made.IndexAsync("cancelled", options, progress: new CancelAt(cancellation, 1), cancellationToken: cancellation.Token));
        }

        _made.Git.Write("n1.unheard", _made.Text(3_000));
        _made.Git.Commit();
        await _made.IndexAsync("cancelled", options, progress: stages);
        Assert.Contains("learn", stages.Seen);
    }

    /// <summary>Of another model, and of work that somebody else finished and of which not all is wanted any more.</summary>
    [Fact]
    public async Task Checkpoints_of_other_work_do_no_harm()
    {
        var undisturbed = await _made.IndexAsync("undisturbed");
        using (var child = ChildProcess.Start("embed", _made.Git.Root, _made.CacheFolder("killed"), _made.WriteModel("other", 2)))
        {
            child.ReadLine();
            child.WriteLine();
            child.ReadLine();
        }

        var (id, other) = (Assert.Single(Checkpoints()), Assert.Single(undisturbed.Manifest.Parts).Id);
        using (var cache = _made.Open("killed"))
        using (var from = _made.Open("undisturbed"))
        using (var done = from.TryOpenSegment(other)!)
        using (var draft = cache.NewSegment())
        {
            draft.Stream.Write(File.ReadAllBytes(done.Path));
            using var landed = draft.Land();
            cache.SaveCheckpoint(landed);
        }

        _made.Git.Write("n0.unheard", _made.Text(3_000));
        _made.Git.Delete("n1.unheard");
        _made.Git.Commit();
        var result = await _made.IndexAsync("killed");
        Assert.Equal((await _made.IndexAsync("fresh")).Manifest.ToBytes(), result.Manifest.ToBytes());
        Assert.Equal([id], Checkpoints().Where(c => c == id)); // Its own model may come back.
        Assert.InRange(result.Embed!.Embedded, 1, 100);
    }

    private List<ContentHash> Checkpoints(string cache = "killed")
    {
        using var opened = _made.Open(cache);
        return [.. opened.Checkpoints()];
    }

    private sealed class Stages : IProgress<WorkProgress>
    {
        public ConcurrentBag<string> Seen { get; } = [];

        public void Report(WorkProgress value) => Seen.Add(value.Stage);
    }

    private sealed class CancelAt(CancellationTokenSource cancellation, int reports) : IProgress<WorkProgress>
    {
        private int _count;

        public void Report(WorkProgress value)
        {
            if (value.Stage == "embed" && ++_count == reports)
            {
                cancellation.Cancel();
            }
        }
    }
}
