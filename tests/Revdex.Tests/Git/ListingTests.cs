using System.Text;
using Revdex.Git;

namespace Revdex.Tests.Git;

public sealed class ListingTests
{
    [Theory]
    [InlineData(ObjectFormat.Sha1)]
    [InlineData(ObjectFormat.Sha256)]
    public void A_tree_is_listed_as_git_lists_it(ObjectFormat format)
    {
        using var inner = TestRepository.Init(format);
        inner.Commit();
        using var test = TestRepository.Init(format);
        WriteOddPaths(test);
        test.Run("submodule", "--quiet", "add", inner.Root, "sub");
        var commit = test.Commit();
        var repository = test.Open();

        var tree = repository.ListTree(commit);

        Assert.Equal(GitText.ListTree(test, "HEAD"), GitText.Lines(tree));
        Assert.Equal(GitText.Lines(tree), GitText.Lines(repository.ListStaged()));
        Assert.Equal(GitMode.Submodule, tree.Mode(tree.Find("sub"u8)));
        Assert.Equal(GitMode.Symlink, tree.Mode(tree.Find("link"u8)));
        Assert.Equal(GitMode.Executable, tree.Mode(tree.Find("dir/run"u8)));
        Assert.Equal(GitMode.Regular, tree.Mode(tree.Find([.. "latin-"u8, 0xE9])));
        Assert.True(tree.Find("line\nfeed\tand tab"u8) >= 0);
        Assert.True(tree.Find("a"u8) < 0);
        for (var i = 1; i < tree.Count; i++)
        {
            Assert.True(tree.Path(i - 1).SequenceCompareTo(tree.Path(i)) < 0);
        }
    }

    [Fact]
    public void A_malformed_tree_is_sorted_and_has_each_path_once()
    {
        using var test = TestRepository.Init();
        test.Write("f", "text");
        test.Commit();
        var blob = Oid.OfBlob("text"u8, ObjectFormat.Sha1);
        byte[] entries = [.. Entry("z", blob), .. Entry("a", blob), .. Entry("z", blob)];
        test.Write(".git/tree", entries);
        var tree = Oid.Parse(test.Run("hash-object", "-t", "tree", "--literally", "-w", ".git/tree").Trim());

        Assert.Equal([$"100644 {blob} a", $"100644 {blob} z"], GitText.Lines(test.Open().ListTree(tree)));

        static byte[] Entry(string name, Oid oid) => [.. "100644 "u8, .. Encoding.ASCII.GetBytes(name), 0, .. oid.Span];
    }

    [Fact]
    public void A_missing_commit_is_an_error()
    {
        using var test = TestRepository.Init();
        Assert.Throws<RevdexException>(() => test.Open().ListTree(Oid.Parse(new string('1', 40))));
    }

    [Fact]
    public void Cancelling_stops_git()
    {
        using var test = TestRepository.Init();
        var commit = test.Commit();
        var slow = test.FullPath(".git/slow");
        TestRepository.WriteScript(slow, "#!/bin/sh\ncase \"$*\" in *ls-tree*) exec sleep 600;; esac\nexec git \"$@\"\n");
        var repository = GitRepository.Open(test.Root, slow);
        using var cancel = new CancellationTokenSource();
        var listing = Task.Run(() => repository.ListTree(commit, cancel.Token));

        cancel.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => listing.GetAwaiter().GetResult());
    }

    [Fact]
    public void Of_a_conflict_ours_is_staged_else_theirs()
    {
        using var test = TestRepository.Init();
        foreach (var path in new[] { "both", "ours-deletes", "split" })
        {
            test.Write(path, $"the base of {path}");
        }

        test.Commit();
        test.Run("checkout --quiet -b theirs");
        test.Write("both", "theirs");
        test.Write("ours-deletes", "theirs");
        test.Run("mv split to-theirs");
        test.Commit();
        test.Run("checkout --quiet main");
        test.Write("both", "ours");
        test.Delete("ours-deletes");
        test.Run("mv split to-ours"); // Two renames of one file leave its old path with stage 1 only.
        test.Commit();
        Assert.NotEqual(0, test.TryRun("merge", "theirs").ExitCode);
        var repository = test.Open();
        var staged = repository.ListStaged();
        var changes = repository.Status().Changes.ToDictionary(c => GitText.Latin1(c.Path));

        Assert.Equal(Oid.OfBlob("ours"u8, ObjectFormat.Sha1), staged.Oid(staged.Find("both"u8)));
        Assert.Equal(Oid.OfBlob("theirs"u8, ObjectFormat.Sha1), staged.Oid(staged.Find("ours-deletes"u8)));
        Assert.Contains("1\tsplit", test.Run("ls-files -s"), StringComparison.Ordinal);
        Assert.True(staged.Find("split"u8) < 0);
        Assert.True(changes["both"] is { IsConflict: true, Staged: ChangeKind.Unmerged });
        Assert.Equal(staged.Oid(staged.Find("both"u8)), changes["both"].IndexOid);
        Assert.Equal(staged.Oid(staged.Find("ours-deletes"u8)), changes["ours-deletes"].IndexOid);
    }

    [Fact]
    public void What_a_sparse_checkout_leaves_out_is_listed_and_not_deleted()
    {
        using var test = TestRepository.Init();
        test.Write("in/file", "text");
        test.Write("out/file", "text");
        test.Write("out/deep/file", "text");
        var commit = test.Commit();
        foreach (var index in new[] { "--no-sparse-index", "--sparse-index" })
        {
            test.Run("sparse-checkout", "set", "--cone", index, "in");
            var repository = test.Open();

            Assert.False(File.Exists(test.FullPath("out/file")));
            Assert.True(repository.Status().IsClean);
            Assert.Equal(GitText.Lines(repository.ListTree(commit)), GitText.Lines(repository.ListStaged()));
        }
    }

    [Fact]
    public void Status_tells_every_kind_of_change()
    {
        using var test = TestRepository.Init();
        WriteOddPaths(test);
        foreach (var path in new[] { "staged", "both", "unstaged", "deleted", "removed", "moved", "type", "mode" })
        {
            test.Write(path, $"{path}, committed");
        }

        test.Write(".gitignore", "ignored\n");
        var head = test.Commit();
        test.Write("staged", "staged");
        test.Write("both", "staged");
        test.Write("added", "added");
        test.Run("add staged both added");
        test.Run("rm --quiet removed");
        test.Run("mv moved moved-here");
        test.Write("both", "unstaged");
        test.Write("unstaged", "unstaged");
        test.Delete("deleted");
        test.Delete("type");
        File.CreateSymbolicLink(test.FullPath("type"), "staged");
        TestRepository.SetExecutable(test.FullPath("mode"));
        test.Write("ignored", "ignored");
        test.Write("new/deep/file", "untracked");
        test.Write([.. "new/"u8, 0xFF], "untracked");
        test.Run("init --quiet nested");

        var status = test.Open().Status();

        Assert.Equal((head, "main"), (status.Head, status.Branch));
        string[] expected =
        [
            "A. added", "MM both", ".D deleted", ".M mode", "D. moved", "A. moved-here", "D. removed", "M. staged", ".T type", ".M unstaged",
        ];
        Assert.Equal(expected, status.Changes.Select(c => $"{(char)c.Staged}{(char)c.Unstaged} {GitText.Latin1(c.Path)}"));
        Assert.Equal(["new/deep/file", "new/\u00FF"], status.Untracked.Select(GitText.Latin1));
        var staged = Assert.Single(status.Changes, c => GitText.Latin1(c.Path) == "staged");
        Assert.Equal(Oid.OfBlob("staged"u8, ObjectFormat.Sha1), staged.IndexOid);
        Assert.Equal(Oid.OfBlob("staged, committed"u8, ObjectFormat.Sha1), staged.HeadOid);
        Assert.Equal(GitMode.Executable, Assert.Single(status.Changes, c => GitText.Latin1(c.Path) == "mode").WorkTreeMode);
    }

    [Fact]
    public void Status_can_look_at_some_paths_only()
    {
        using var test = TestRepository.Init();
        test.Commit();
        string[] paths = ["dir/a", "dir/b", "*", "[x]", ":(top)", "-x", "é", "other"];
        foreach (var path in paths)
        {
            test.Write(path, "untracked");
        }

        test.Write([.. "l*"u8, 0xE9], "untracked");
        test.Write([.. "lx"u8, 0xE9], "untracked");
        var repository = test.Open();

        foreach (var path in paths)
        {
            Assert.Equal([path], repository.Status([Encoding.UTF8.GetBytes(path)]).Untracked.Select(p => Encoding.UTF8.GetString(p)));
        }

        Assert.Equal(["dir/a", "dir/b"], repository.Status(["dir"u8.ToArray()]).Untracked.Select(GitText.Latin1));
        Assert.Equal(["l*\u00E9"], repository.Status([[.. "l*"u8, 0xE9]]).Untracked.Select(GitText.Latin1));
        Assert.Equal(paths.Length + 2, repository.Status().Untracked.Count);
        Assert.Equal(paths.Length + 2, repository.Status([.. Enumerable.Repeat("other"u8.ToArray(), 501)]).Untracked.Count);
    }

    [Fact]
    public void A_submodule_changes_when_its_commit_does()
    {
        using var inner = TestRepository.Init();
        inner.Commit();
        using var test = TestRepository.Init();
        test.Run("submodule", "--quiet", "add", inner.Root, "sub");
        test.Commit();
        var repository = test.Open();

        test.Write("sub/dirt", "untracked inside");
        Assert.True(repository.Status().IsClean);
        test.Run("-C", "sub", "commit", "--quiet", "--allow-empty", "-m", "more");
        Assert.True(Assert.Single(repository.Status().Changes) is { Unstaged: ChangeKind.Modified, WorkTreeMode: GitMode.Submodule });
    }

    private static void WriteOddPaths(TestRepository test)
    {
        foreach (var path in new[] { "a/file", "a.c", "a-b", "with space", "quote\"and'", "line\nfeed\tand tab", "back\\slash", "é/ü", "dir/run", "-x", ":(top)" })
        {
            test.Write(path, path);
        }

        test.Write([.. "latin-"u8, 0xE9], "not UTF-8");
        TestRepository.SetExecutable(test.FullPath("dir/run"));
        File.CreateSymbolicLink(test.FullPath("link"), "a/file");
        test.Write("empty", "");
    }
}
