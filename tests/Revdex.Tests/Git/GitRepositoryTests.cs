using Revdex.Git;

namespace Revdex.Tests.Git;

public sealed class GitRepositoryTests
{
    [Theory]
    [InlineData(ObjectFormat.Sha1)]
    [InlineData(ObjectFormat.Sha256)]
    public void Opens_from_a_folder_within(ObjectFormat format)
    {
        using var test = TestRepository.Init(format);
        test.Write("a/b/file", "text");
        var commit = test.Commit();

        var repository = GitRepository.Open(test.FullPath("a/b"));

        Assert.Equal(test.Root, repository.WorkTree);
        Assert.Equal(test.FullPath(".git"), repository.GitDirectory);
        Assert.Equal(repository.GitDirectory, repository.CommonDirectory);
        Assert.Equal(format, repository.ObjectFormat);
        Assert.False(repository.IsShallow);
        Assert.False(repository.IsPartialClone);
        Assert.Equal(commit, repository.Head());
        Assert.Equal(test.Run("rev-parse HEAD^{tree}").Trim(), repository.TreeOf(commit).ToString());
        Assert.Equal("main", repository.HeadBranch());
    }

    [Fact]
    public void Opens_a_linked_worktree()
    {
        using var test = TestRepository.Init();
        test.Commit();
        using var worktree = test.AddWorktree("-b", "other");
        var commit = worktree.Commit();

        var repository = worktree.Open();

        Assert.Equal(worktree.Root, repository.WorkTree);
        Assert.Equal(test.FullPath(".git/worktrees/worktree"), repository.GitDirectory);
        Assert.Equal(test.FullPath(".git"), repository.CommonDirectory);
        Assert.Equal("other", repository.HeadBranch());
        Assert.Equal(commit, repository.Head());
    }

    [Fact]
    public void Opens_a_bare_repository_and_a_git_directory_without_a_working_tree()
    {
        using var test = TestRepository.Init();
        test.Write("file", "text");
        var commit = test.Commit();
        using var bare = test.Clone("--bare");

        foreach (var repository in new[] { bare.Open(), GitRepository.Open(test.FullPath(".git")) })
        {
            Assert.Null(repository.WorkTree);
            Assert.Equal(commit, repository.Head());
            Assert.Equal(1, repository.ListTree(commit).Count);
            Assert.Equal(ExitCode.Usage, Assert.Throws<RevdexException>(() => repository.Status()).ExitCode);
        }
    }

    [Fact]
    public void Opens_a_repository_without_commits()
    {
        using var test = TestRepository.Init();
        var repository = test.Open();

        Assert.Null(repository.Head());
        Assert.Equal("main", repository.HeadBranch());
        Assert.Null(repository.DefaultBranchTip());
        Assert.Equal(ExitCode.Usage, Assert.Throws<RevdexException>(() => repository.ResolveCommit("HEAD")).ExitCode);
        Assert.True(repository.Status() is { Head: null, Branch: "main", IsClean: true });
        Assert.Equal(0, repository.ListStaged().Count);
    }

    [Fact]
    public void Opens_a_submodule_as_a_repository_of_its_own()
    {
        using var inner = TestRepository.Init();
        inner.Commit();
        using var test = TestRepository.Init();
        test.Run("submodule", "--quiet", "add", inner.Root, "sub");

        var repository = GitRepository.Open(test.FullPath("sub"));

        Assert.Equal(test.FullPath("sub"), repository.WorkTree);
        Assert.Equal(test.FullPath(".git/modules/sub"), repository.GitDirectory);
    }

    [Fact]
    public void Not_a_repository_is_one_line_and_an_exit_code()
    {
        var folder = Directory.CreateTempSubdirectory("revdex-test-");
        try
        {
            var e = Assert.Throws<RevdexException>(() => GitRepository.Open(folder.FullName));
            Assert.Equal(ExitCode.Environment, e.ExitCode);
            Assert.Equal($"'{folder.FullName}' is not in a git repository: run this in one, or name one", e.Message);

            e = Assert.Throws<RevdexException>(() => GitRepository.Open(Path.Combine(folder.FullName, "missing")));
            Assert.Equal(ExitCode.Environment, e.ExitCode);
            Assert.Contains("does not exist", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete();
        }
    }

    [Fact]
    public void Another_users_repository_is_refused_in_one_line()
    {
        using var test = TestRepository.Init();
        var git = test.FullPath(".git/git");
        TestRepository.WriteScript(git, "#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git \"$@\"\n");

        var e = Assert.Throws<RevdexException>(() => GitRepository.Open(test.Root, git));

        Assert.Equal(ExitCode.Environment, e.ExitCode);
        Assert.Contains($"git config --global --add safe.directory '{test.Root}'", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void A_repository_that_vanishes_is_not_another_one_above_it()
    {
        using var outer = TestRepository.Init();
        outer.Commit();
        outer.Run("init --quiet inner");
        var repository = GitRepository.Open(outer.FullPath("inner"));
        Directory.Move(outer.FullPath("inner/.git"), outer.FullPath("inner/moved"));

        Assert.Throws<RevdexException>(() => repository.Head());
    }

    [Fact]
    public void Git_is_searched_in_absolute_folders_of_the_path_only()
    {
        using var test = TestRepository.Init();
        TestRepository.WriteScript(test.FullPath("git"), "#!/bin/sh\n");
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, test.Root);

        Assert.Equal(test.FullPath("git"), GitExecutable.Search($"{relative}:.::/nowhere:{test.Root}"));
        Assert.Equal(ExitCode.Environment, Assert.Throws<RevdexException>(() => GitExecutable.Search($"{relative}:.")).ExitCode);
        Assert.Throws<RevdexException>(() => GitExecutable.Search(null));
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("main")]
    [InlineData("HEAD~1")]
    [InlineData("v1")]
    [InlineData(":/first")]
    [InlineData("main@{0}")]
    public void Resolves_what_git_resolves(string rev)
    {
        using var test = TestRepository.Init();
        test.Commit("first");
        test.Commit("second");
        test.Run("tag -a -m tag v1 HEAD");

        Assert.Equal(test.Run("rev-list", "-1", rev).Trim(), test.Open().ResolveCommit(rev).ToString());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("")]
    [InlineData("--all")]
    [InlineData("-h")]
    [InlineData("--exec=touch hit")]
    [InlineData("^HEAD")]
    [InlineData("HEAD..HEAD")]
    [InlineData("HEAD^@")]
    [InlineData("HEAD^{tree}")]
    [InlineData("HEAD:file")]
    [InlineData("@{upstream}")]
    [InlineData("line\nfeed")]
    [InlineData("null\0byte")]
    [InlineData("1111111111111111111111111111111111111111")]
    public void What_is_no_commit_is_a_usage_error_that_names_it(string rev)
    {
        using var test = TestRepository.Init();
        test.Write("file", "text");
        test.Commit();

        var e = Assert.Throws<RevdexException>(() => test.Open().ResolveCommit(rev));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.StartsWith($"'{rev}' is not a commit", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Follows_head_through_a_rebase_that_stops()
    {
        using var test = TestRepository.Init();
        test.Write("file", "base");
        test.Commit();
        test.Run("checkout --quiet -b side");
        test.Write("file", "side");
        test.Commit();
        test.Run("checkout --quiet main");
        test.Write("file", "main");
        var main = test.Commit();
        test.Run("checkout --quiet side");
        Assert.NotEqual(0, test.TryRun("rebase", "main").ExitCode);

        var repository = test.Open();

        Assert.Equal(main, repository.Head());
        Assert.Null(repository.HeadBranch());
        var status = repository.Status();
        Assert.Equal((main, null), (status.Head, status.Branch));
        Assert.True(Assert.Single(status.Changes) is { IsConflict: true, Unstaged: ChangeKind.Unmerged });
    }
}
