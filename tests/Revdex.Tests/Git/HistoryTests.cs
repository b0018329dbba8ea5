using Revdex.Git;

namespace Revdex.Tests.Git;

public sealed class HistoryTests
{
    [Fact]
    public void Ancestors_come_newest_first_and_stop_where_asked()
    {
        using var test = TestRepository.Init();
        for (var i = 0; i < 30; i++)
        {
            test.Commit();
        }

        var repository = test.Open();
        var head = repository.Head()!.Value;

        Assert.Equal(RevList(test, "HEAD"), repository.Ancestors(head, 1000));
        Assert.Equal(RevList(test, "-5", "HEAD"), repository.Ancestors(head, 5));
        Assert.Equal(head, repository.Ancestors(head, 1000).First());
        Assert.Throws<RevdexException>(() => repository.Ancestors(Oid.Parse(new string('1', 40)), 5).ToList());
    }

    [Fact]
    public void Merge_bases_are_gits()
    {
        using var test = TestRepository.Init();
        var fork = test.Commit();
        test.Run("checkout --quiet -b side");
        var side = test.Commit();
        test.Run("checkout --quiet main");
        var main = test.Commit();
        test.Run("checkout --quiet --orphan alone");
        var alone = test.Commit();
        var repository = test.Open();

        Assert.Equal([fork], repository.MergeBases(main, side));
        Assert.Equal([main], repository.MergeBases(main, main));
        Assert.Empty(repository.MergeBases(main, alone));
    }

    [Fact]
    public void A_shallow_clone_ends_where_its_history_is_cut()
    {
        using var test = TestRepository.Init();
        var first = test.Commit();
        test.Commit();
        var third = test.Commit();
        using var clone = test.Clone("--depth=2");
        var repository = clone.Open();

        Assert.True(repository.IsShallow);
        Assert.Equal(2, repository.Ancestors(third, 100).Count());
        var e = Assert.Throws<RevdexException>(() => repository.ResolveCommit(first.ToString()));
        Assert.Contains("unshallow", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_branch_is_origins_head_else_a_known_name()
    {
        using var test = TestRepository.Init();
        var main = test.Commit();
        test.Run("checkout --quiet -b side");
        var side = test.Commit();

        Assert.Equal(main, test.Open().DefaultBranchTip());
        test.Run("config init.defaultBranch side");
        Assert.Equal(side, test.Open().DefaultBranchTip());

        test.Run("checkout --quiet main");
        using var clone = test.Clone();
        test.Commit();
        clone.Commit();
        Assert.Equal(main, clone.Open().DefaultBranchTip());
        clone.Run("remote rename origin upstream");
        Assert.Equal(main, clone.Open().DefaultBranchTip());
        clone.Run("remote set-head upstream --delete");
        Assert.Equal(clone.Open().Head(), clone.Open().DefaultBranchTip());
    }

    [Fact]
    public void Differences_are_gits()
    {
        using var test = TestRepository.Init();
        test.Write("keep", "keep");
        test.Write("old name", "moved text");
        test.Write("type", "target");
        test.Write("mode", "mode");
        test.Write("changed", "before");
        test.Write([0xFF], "gone");
        var a = test.Commit();
        test.Run("mv", "old name", "new name");
        test.Delete("type");
        File.CreateSymbolicLink(test.FullPath("type"), "target");
        TestRepository.SetExecutable(test.FullPath("mode"));
        test.Write("changed", "after");
        test.Run("rm", "--quiet", "-r", "--", "?"); // The file whose name is one byte.
        var b = test.Commit();

        var changes = test.Open().DiffTrees(a, b);

        Assert.Equal(
            ["M changed", "M mode", "A new name", "D old name", "T type", "D \u00FF"],
            changes.Select(c => $"{(char)c.Kind} {GitText.Latin1(c.Path)}"));
        Assert.Equal((GitMode.Regular, GitMode.Symlink), (changes[4].OldMode, changes[4].NewMode));
        Assert.Equal(Oid.OfBlob("after"u8, ObjectFormat.Sha1), changes[0].NewOid);
        Assert.True(changes[2].OldOid.IsNone && changes[2].OldMode == 0 && changes[3].NewOid.IsNone);
        Assert.Empty(test.Open().DiffTrees(b, b));
    }

    private static IEnumerable<Oid> RevList(TestRepository test, params string[] arguments) =>
        test.Run(["rev-list", .. arguments]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(hex => Oid.Parse(hex));
}
