using Revdex.Hooks;

namespace Revdex.Tests.Hooks;

/// <summary>The hook files as git runs them. Alone, since the installer writes them in this process: see <see cref="TestRepository.WriteScript"/>.</summary>
[Collection(nameof(Alone))]
public sealed class HookScriptTests : IDisposable
{
    private readonly TestRepository _test = TestRepository.Init();
    private readonly FakeExecutable _fake = new();

    [Fact]
    public async Task A_commit_starts_the_indexing_and_does_not_wait()
    {
        var status = Install(_test);
        _test.Commit();

        Assert.Equal([$"hooks run post-commit in {_test.Root}"], await _fake.Started(1));
        Assert.Equal(_test.FullPath(".git/revdex/hooks.log"), status.LogPath);
        Assert.Equal("out\nerr\n", File.ReadAllText(status.LogPath));
        Assert.True(_test.Open().Status().IsClean);
    }

    [Fact]
    public async Task A_merge_and_a_checkout_of_a_commit_do_but_one_of_files_does_not()
    {
        _test.Write("file", "text");
        _test.Commit();
        _test.Run("checkout --quiet -b side");
        _test.Commit();
        Install(_test);

        _test.Run("checkout --quiet -- file");
        Assert.False(Directory.Exists(_test.FullPath(".git/revdex")));
        _test.Run("checkout --quiet main");
        Assert.Equal([$"hooks run post-checkout in {_test.Root}"], await _fake.Started(1));
        _test.Run("merge --quiet side");
        Assert.Equal([$"hooks run post-merge in {_test.Root}"], await _fake.Started(1));
    }

    [Fact]
    public async Task An_amended_commit_is_indexed_once()
    {
        _test.Commit();
        Install(_test);

        _test.Run("commit --quiet --amend --allow-empty -m amended");
        _test.Run("checkout --quiet -b next");

        Assert.Equal([$"hooks run post-checkout in {_test.Root}", $"hooks run post-commit in {_test.Root}"], await _fake.Started(2));
    }

    [Theory]
    [InlineData("--merge")]
    [InlineData("--apply")]
    public async Task A_rebase_of_many_commits_starts_one_that_waits_and_one_at_its_end(string backend)
    {
        Diverge(_test, commits: 6);
        Install(_test);

        _test.Run("rebase", "--quiet", backend, "main");
        var started = (await _fake.Started(2)).ToList();
        _test.Run("checkout --quiet main");
        started.AddRange(await _fake.Started(1));

        Assert.Equal(3, started.Count);
        Assert.Contains($"hooks run post-rewrite in {_test.Root}", started);
    }

    [Fact]
    public async Task Picking_many_commits_starts_one()
    {
        Diverge(_test, commits: 6);
        _test.Run("checkout --quiet main");
        Install(_test);

        _test.Run("cherry-pick main~1..side");

        Assert.Equal([$"hooks run post-commit in {_test.Root}"], await _fake.Started(1));
        _test.Run("commit --quiet --allow-empty -m more");
        Assert.Single(await _fake.Started(1));
    }

    [Fact]
    public async Task A_linked_worktree_is_indexed_for_itself()
    {
        _test.Commit();
        Install(_test);
        using var worktree = _test.AddWorktree("-b", "side");
        Assert.Equal([$"hooks run post-checkout in {worktree.Root}"], await _fake.Started(1));

        worktree.Commit();

        Assert.Equal([$"hooks run post-commit in {worktree.Root}"], await _fake.Started(1));
        var status = new HookInstaller(worktree.Open()).Status();
        Assert.True(status.IsInstalled);
        Assert.Equal(_test.FullPath(".git/worktrees/worktree/revdex/hooks.log"), status.LogPath);
        Assert.True(File.Exists(status.LogPath));
    }

    [Fact]
    public async Task A_push_starts_it_unless_the_users_hook_stops_the_push()
    {
        using var remote = TestRepository.Init(bare: true);
        _test.Run("remote", "add", "origin", remote.Root);
        var head = _test.Commit();
        TestRepository.WriteScript(_test.FullPath(".git/hooks/pre-push"), "#!/bin/sh\necho \"$@\" >args; cat >stdin; exit $(cat .git/answer)\n");
        Install(_test);

        _test.Write(".git/answer", "7");
        Assert.NotEqual(0, _test.TryRun("push", "origin", "main").ExitCode);
        Assert.False(Directory.Exists(_test.FullPath(".git/revdex")));
        Assert.Equal($"origin {remote.Root}\n", File.ReadAllText(_test.FullPath("args")));
        Assert.Equal($"refs/heads/main {head} refs/heads/main {new string('0', 40)}\n", File.ReadAllText(_test.FullPath("stdin")));

        _test.Write(".git/answer", "0");
        _test.Run("push --quiet origin main");
        Assert.Equal([$"hooks run pre-push in {_test.Root}"], await _fake.Started(1));
    }

    [Fact]
    public async Task The_exit_code_of_a_users_hook_is_kept()
    {
        _test.Commit();
        TestRepository.WriteScript(_test.FullPath(".git/hooks/post-checkout"), "#!/bin/sh\nexit 3\n");
        Install(_test);

        Assert.Equal(1, _test.TryRun("checkout", "--quiet", "-b", "side").ExitCode); // What git makes of 3.
        Assert.Single(await _fake.Started(1));
    }

    /// <summary>As husky 9 lays its hooks: one script finds out by <c>$0</c> which hook it is.</summary>
    [Theory]
    [InlineData("#!/usr/bin/env sh")]
    [InlineData("#!/bin/sh")]
    [InlineData("#!/bin/bash")]
    public async Task A_users_shell_hook_finds_its_name_and_folder(string shebang)
    {
        _test.Run("config core.hooksPath .husky/_");
        TestRepository.WriteScript(_test.FullPath(".husky/_/post-commit"), $"{shebang}\n. \"${{0%/*}}/h\"\n");
        _test.Write(".husky/_/h", "n=$(basename \"$0\")\ns=$(dirname \"$(dirname \"$0\")\")/$n\n[ ! -f \"$s\" ] && exit 0\nsh -e \"$s\" \"$@\"\n");
        _test.Write(".husky/post-commit", "echo ran >.git/husky\n");
        var status = Install(_test);
        Assert.Equal(_test.FullPath(".husky/_"), status.Folder);

        _test.Commit();

        Assert.Equal("ran\n", File.ReadAllText(_test.FullPath(".git/husky")));
        Assert.Single(await _fake.Started(1));
    }

    [Theory]
    [InlineData("#!/usr/bin/env python3\nimport sys, os\nopen('.git/ran', 'w').write(str(sys.argv[1:]))\n", "['rebase']")]
    [InlineData("#!/bin/sh -e\necho \"$@\" $(cat | wc -l) >.git/ran\nfalse\necho more >>.git/ran\n", "rebase 2\n")]
    [InlineData("echo \"$@\" $(cat | wc -l) >.git/ran\n", "rebase 2\n")]
    public async Task A_users_hook_runs_as_it_did_with_arguments_and_input(string hook, string expected)
    {
        Diverge(_test, commits: 2);
        TestRepository.WriteScript(_test.FullPath(".git/hooks/post-rewrite"), hook);
        Install(_test);

        _test.Run("rebase --quiet main");

        Assert.Equal(expected, File.ReadAllText(_test.FullPath(".git/ran")));
        await _fake.Started(2);
    }

    [Fact]
    public void A_users_hook_that_git_would_not_run_is_not_run()
    {
        _test.Write(".git/hooks/post-commit", "#!/bin/sh\ntouch .git/ran\n");
        Install(_test);
        new HookInstaller(_test.Open()).Status();
        File.Delete(_fake.Path);

        _test.Commit();

        Assert.False(File.Exists(_test.FullPath(".git/ran")));
    }

    [Fact]
    public void Git_goes_on_where_the_indexing_cannot_be_started()
    {
        Install(_test);
        _test.Write(".git/revdex", "a file where the folder should be");
        Assert.Equal("", Commit());
        _test.Delete(".git/revdex");
        Directory.CreateDirectory(_test.FullPath(".git/revdex/hooks.log"));
        Assert.Equal("", Commit());
        File.Delete(_fake.Path);
        Assert.Equal("", Commit());
        _test.Run("config --unset revdex.executable");
        Assert.Equal("", Commit());

        string Commit()
        {
            var (exitCode, output, error) = _test.TryRun("commit", "--quiet", "--allow-empty", "-m", "x");
            Assert.Equal(0, exitCode);
            return error + output.Length.ToString().TrimStart('0');
        }
    }

    public void Dispose()
    {
        _test.Dispose();
        _fake.Dispose();
    }

    internal static void Diverge(TestRepository test, int commits)
    {
        test.Commit();
        test.Run("checkout --quiet -b side");
        for (var i = 0; i < commits; i++)
        {
            test.Write($"side{i}", "text");
            test.Commit();
        }

        test.Run("checkout --quiet main");
        test.Write("main", "text");
        test.Commit();
        test.Run("checkout --quiet side");
    }

    private HookStatus Install(TestRepository test)
    {
        var status = new HookInstaller(test.Open()).Install(_fake.Path);
        Assert.True(status.IsInstalled);
        return status;
    }
}
