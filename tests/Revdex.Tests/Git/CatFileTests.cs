using System.Text;
using Revdex.Git;

namespace Revdex.Tests.Git;

public sealed class CatFileTests
{
    private static readonly CancellationToken Any = CancellationToken.None;

    [Theory]
    [InlineData(ObjectFormat.Sha1)]
    [InlineData(ObjectFormat.Sha256)]
    public async Task Reads_a_blob_byte_for_byte(ObjectFormat format)
    {
        using var test = TestRepository.Init(format);
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        test.Write("binary", content);
        test.Commit();
        using var files = test.Open().OpenCatFile();

        var blob = await files.ReadAsync(Oid.OfBlob(content, format), content.Length, Any);

        Assert.Equal(content, blob!.Value.Bytes.ToArray());
        Assert.Equal(content.Length, blob.Value.SizeBytes);
    }

    [Fact]
    public async Task Gives_only_the_size_of_a_blob_that_is_too_large()
    {
        using var test = TestRepository.Init();
        var large = OidOf(test, new string('x', 1000));
        using var files = test.Open().OpenCatFile();

        Assert.True(await files.ReadAsync(large, 999, Any) is { SizeBytes: 1000, IsLeftOut: true, Bytes.IsEmpty: true });
        Assert.True(await files.ReadAsync(large, 1000, Any) is { SizeBytes: 1000, IsLeftOut: false });
    }

    [Fact]
    public async Task Empty_blobs_missing_objects_trees_and_commits_are_told_apart()
    {
        using var test = TestRepository.Init();
        var empty = OidOf(test, "");
        var commit = test.Commit();
        var repository = test.Open();
        using var files = repository.OpenCatFile();

        Assert.True(await files.ReadAsync(empty, 10, Any) is { SizeBytes: 0, IsLeftOut: false });
        Assert.Null(await files.ReadAsync(Oid.Parse(new string('1', 40)), 10, Any));
        Assert.Null(await files.ReadAsync(commit, 1000, Any));
        Assert.Null(await files.ReadAsync(repository.TreeOf(commit), 1000, Any));
    }

    [Fact]
    public async Task Reads_past_content_nobody_asked_for()
    {
        using var test = TestRepository.Init();
        var oids = Enumerable.Range(0, 300).Select(i => OidOf(test, $"{i} " + new string('x', 3000))).ToList();
        using var files = test.Open().OpenCatFile();
        for (var round = 0; round < 20; round++)
        {
            using var cancelled = new CancellationTokenSource();
            var abandoned = oids.Select(oid => files.ReadAsync(oid, 10_000, cancelled.Token)).ToList();
            await cancelled.CancelAsync();
            await foreach (var (oid, content) in files.ReadAllAsync(oids, 10_000, Any))
            {
                if (oid == oids[round])
                {
                    break;
                }
            }

            Assert.Equal($"{round} x", Text(await files.ReadAsync(oids[round], 10_000, Any))[..$"{round} x".Length]);
            await Task.WhenAll(abandoned.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bulk_reads_keep_the_order_and_mark_what_is_missing(bool isOldGit)
    {
        using var test = TestRepository.Init();
        var random = new Random(7);
        var wanted = new List<(Oid Oid, string? Text)>();
        for (var i = 0; i < 400; i++)
        {
            var text = $"{i} {new string((char)('a' + (i % 26)), random.Next(0, i % 50 == 0 ? 400_000 : 2000))}";
            wanted.Add(i % 7 == 3 ? (Oid.OfBlob(Encoding.UTF8.GetBytes("missing" + i), ObjectFormat.Sha1), null) : (OidOf(test, text), text));
        }

        using var files = isOldGit ? OpenWithOldGit(test) : test.Open().OpenCatFile();
        var at = 0;
        await foreach (var (oid, content) in files.ReadAllAsync([.. wanted.Select(w => w.Oid)], 1_000_000, Any))
        {
            Assert.Equal(wanted[at].Oid, oid);
            Assert.Equal(wanted[at].Text, content is null ? null : Text(content));
            at++;
        }

        Assert.Equal(wanted.Count, at);
    }

    [Fact]
    public async Task Concurrent_readers_each_get_their_own()
    {
        using var test = TestRepository.Init();
        var oids = Enumerable.Range(0, 200).Select(i => OidOf(test, $"text {i}")).ToList();
        using var files = test.Open().OpenCatFile();

        await Parallel.ForAsync(0, 2000, async (i, ct) =>
            Assert.Equal($"text {i % 200}", Text(await files.ReadAsync(oids[i % 200], 100, ct))));
    }

    [Fact]
    public async Task A_damaged_object_is_absent_and_costs_no_other()
    {
        using var test = TestRepository.Init();
        var (before, damaged, after) = (OidOf(test, "before"), OidOf(test, new string('y', 5000)), OidOf(test, "after"));
        Damage(test, damaged);
        using var files = test.Open().OpenCatFile();

        var read = new List<string?>();
        await foreach (var (_, content) in files.ReadAllAsync([before, damaged, after, damaged, before], 10_000, Any))
        {
            read.Add(content is null ? null : Text(content));
        }

        Assert.Equal(["before", null, "after", null, "before"], read);
    }

    [Fact]
    public async Task A_repository_that_vanishes_is_an_error_and_not_absence()
    {
        using var test = TestRepository.Init();
        var oid = OidOf(test, "text");
        var repository = test.Open();
        Directory.Move(test.FullPath(".git"), test.FullPath("moved"));
        using var files = repository.OpenCatFile();

        var e = await Assert.ThrowsAsync<RevdexException>(() => files.ReadAsync(oid, 100, Any));
        Assert.Equal(ExitCode.Environment, e.ExitCode);
        await Assert.ThrowsAsync<RevdexException>(() => files.ReadAsync(oid, 100, Any));
    }

    [Fact]
    public async Task Disposing_fails_what_is_still_asked()
    {
        using var test = TestRepository.Init();
        var oid = OidOf(test, "text");
        var files = test.Open().OpenCatFile();
        await files.ReadAsync(oid, 100, Any);
        files.Dispose();
        files.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => files.ReadAsync(oid, 100, Any));
    }

    [Fact]
    public async Task Sees_objects_that_come_after_it_was_opened()
    {
        using var test = TestRepository.Init();
        using var files = test.Open().OpenCatFile();
        var oid = Oid.OfBlob("late"u8, ObjectFormat.Sha1);

        Assert.Null(await files.ReadAsync(oid, 100, Any));
        OidOf(test, "late");
        Assert.Equal("late", Text(await files.ReadAsync(oid, 100, Any)));
        test.Commit();
        test.Run("gc --quiet");
        Assert.Equal("late", Text(await files.ReadAsync(oid, 100, Any)));
    }

    [Fact]
    public async Task A_replaced_object_is_what_its_id_says()
    {
        using var test = TestRepository.Init();
        var (original, other) = (OidOf(test, "original"), OidOf(test, "other"));
        test.Run("replace", original.ToString(), other.ToString());
        using var files = test.Open().OpenCatFile();

        Assert.Equal("original", Text(await files.ReadAsync(original, 100, Any)));
    }

    /// <summary>A git that, as before 2.36, does not know <c>--batch-command</c>.</summary>
    private static CatFile OpenWithOldGit(TestRepository test)
    {
        var old = test.FullPath(".git/old-git");
        TestRepository.WriteScript(old, "#!/bin/sh\ncase \"$*\" in *--batch-command*) echo 'error: unknown option' >&2; exit 129;; esac\nexec git \"$@\"\n");
        return GitRepository.Open(test.Root, old).OpenCatFile();
    }

    private static void Damage(TestRepository test, Oid oid)
    {
        var file = test.FullPath($".git/objects/{oid.ToString()[..2]}/{oid.ToString()[2..]}");
        var bytes = File.ReadAllBytes(file);
        bytes[^6] ^= 0xFF;
        File.Delete(file);
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Stores a blob (one commit for all would hide which are loose).</summary>
    private static Oid OidOf(TestRepository test, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var oid = Oid.OfBlob(bytes, ObjectFormat.Sha1);
        var file = test.FullPath($".git/objects/{oid.ToString()[..2]}/{oid.ToString()[2..]}");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var stream = new System.IO.Compression.ZLibStream(File.Create(file), System.IO.Compression.CompressionLevel.Fastest);
            stream.Write(Encoding.ASCII.GetBytes($"blob {bytes.Length}\0"));
            stream.Write(bytes);
        }

        return oid;
    }

    private static string Text(BlobContent? content) => Encoding.UTF8.GetString(content!.Value.Bytes.Span);
}
