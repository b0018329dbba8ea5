using Revdex.Git;

namespace Revdex.Tests.Git;

/// <summary>Random work on a repository; after each step our listings are git's, read by a second way.</summary>
public sealed class RandomHistoryTests
{
    private static readonly string[] Paths = ["a", "a.c", "a-b/c", "dir/x", "dir/y z", "dir/sub/é", "q\"uote", "line\nfeed", "-x", "t\tab"];

    [Theory]
    [InlineData(1, ObjectFormat.Sha1)]
    [InlineData(2, ObjectFormat.Sha256)]
    [InlineData(3, ObjectFormat.Sha1)]
    public async Task Git_agrees_after_every_step(int seed, ObjectFormat format)
    {
        using var test = TestRepository.Init(format);
        test.Write("first", "text");
        test.Commit();
        var repository = test.Open();
        var random = new Random(seed);
        using var files = repository.OpenCatFile();
        for (var step = 0; step < 40; step++)
        {
            Step(test, random, step);
            Compare(test, repository);
            await CompareContent(repository, files);
        }
    }

    private static void Step(TestRepository test, Random random, int step)
    {
        var path = Paths[random.Next(Paths.Length)];
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                test.Write(path, $"step {step}\n{new string('x', random.Next(3) * 100)}");
                break;
            case 3:
                test.TryRun("rm", "-r", "--force", "--quiet", "--cached", "--", path);
                break;
            case 4:
                test.Delete(path);
                break;
            case 5:
                test.TryRun("mv", "--", path, Paths[random.Next(Paths.Length)]);
                break;
            case 6:
                test.TryRun("add", "--", path);
                break;
            case 7 or 8:
                test.Commit($"step {step}");
                break;
            case 9:
                test.TryRun("checkout", "--quiet", "--force", "-B", $"branch{random.Next(3)}", random.Next(2) == 0 ? "HEAD~1" : "HEAD");
                break;
            case 10:
                test.TryRun("merge", "--quiet", "--no-edit", $"branch{random.Next(3)}");
                break;
            default:
                test.TryRun(random.Next(2) == 0 ? ["stash", "--include-untracked"] : ["reset", "--quiet", "--hard"]);
                break;
        }
    }

    private static void Compare(TestRepository test, GitRepository repository)
    {
        var head = repository.Head()!.Value;
        Assert.Equal(test.Run("rev-parse HEAD").Trim(), head.ToString());
        Assert.Equal(GitText.ListTree(test, "HEAD"), GitText.Lines(repository.ListTree(head)));

        var status = repository.Status();
        var conflicts = status.Changes.Where(c => c.IsConflict).Select(c => GitText.Latin1(c.Path)).ToHashSet();
        var staged = GitText.Lines(repository.ListStaged());
        Assert.Equal(GitText.ListStaged(test), staged.Where(l => !conflicts.Contains(l.Split(' ', 3)[2])));

        var ours = status.Changes.Where(c => !c.IsConflict).Select(c => $"{Letter(c.Staged)}{Letter(c.Unstaged)} {GitText.Latin1(c.Path)}")
            .Concat(status.Untracked.Select(p => $"?? {GitText.Latin1(p)}"));
        var gits = GitText.Records(test.RunBytes("status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames"));
        Assert.Equal(gits.Where(l => !conflicts.Contains(l[3..])).Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
    }

    private static async Task CompareContent(GitRepository repository, CatFile files)
    {
        var tree = repository.ListTree(repository.Head()!.Value);
        var oids = Enumerable.Range(0, tree.Count).Select(tree.Oid).ToList();
        await foreach (var (oid, content) in files.ReadAllAsync(oids, 10_000, CancellationToken.None))
        {
            Assert.Equal(oid, Oid.OfBlob(content!.Value.Bytes.Span, repository.ObjectFormat));
        }
    }

    private static char Letter(ChangeKind kind) => kind == ChangeKind.None ? ' ' : (char)kind;
}
