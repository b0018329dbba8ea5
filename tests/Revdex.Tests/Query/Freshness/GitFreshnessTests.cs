using Revdex.Git;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Query.Freshness;

/// <summary>What git does to a working tree, and where it keeps it. Each test runs with every way of noticing changes.</summary>
public sealed class GitFreshnessTests
{
    public static TheoryData<string> Watchers => WatchedRepository.Watchers;

    [Theory, MemberData(nameof(Watchers))]
    public async Task Git_operations_are_followed(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
        var repository = watched.Repository;
        repository.Write("a.py", "def a2");
        repository.Run("add a.py");
        watched.Check();
        repository.Commit();
        Assert.False(watched.Check().IsDirty);
        repository.Run("checkout -q -b feature/one HEAD~1");
        Assert.False(watched.Check().IsDirty);
        repository.Write("b2.py", "def b2");
        repository.Commit();
        watched.Check();
        repository.Run("rebase -q main");
        watched.Check();
        repository.Write("a.py", "def dirty");
        watched.Check();
        repository.Run("stash -q");
        Assert.False(watched.Check().IsDirty);
        repository.Run("stash pop -q");
        watched.Check();
        repository.Run("reset -q --soft HEAD~1");
        watched.Check();
        repository.Run("reset -q --hard main");
        Assert.False(watched.Check().IsDirty);
        repository.Run("checkout -q --detach HEAD~1");
        watched.Check();
        repository.Run("checkout -q main");
        watched.Check();
        repository.Run("merge -q --no-edit feature/one");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task A_merge_in_conflict_is_as_on_disk(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
        var repository = watched.Repository;
        repository.Run("checkout -q -b other");
        repository.Write("a.py", "def theirs");
        repository.Delete("src/b.py");
        repository.Commit();
        repository.Run("checkout -q main");
        repository.Write("a.py", "def ours");
        repository.Write("src/b.py", "def changed");
        repository.Commit();
        watched.Check();
        Assert.NotEqual(0, repository.TryRun("merge", "-q", "other").ExitCode);
        Assert.True(watched.Check().IsDirty);
        repository.Write("a.py", "def resolved");
        repository.Run("add --all");
        watched.Check();
        repository.Run("merge --abort");
        Assert.False(watched.Check().IsDirty);
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task Ignore_rules_apply_as_they_are_now(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
        var repository = watched.Repository;
        repository.Write("out/gen.py", "def gen");
        repository.Write("x.log", "log");
        watched.Check();
        repository.Write(".gitignore", "out/\n*.log\n");
        watched.Check();
        repository.Write("out/more.py", "def more");
        repository.Write("out/deep/more.py", "def more");
        repository.Write("y.log", "log");
        watched.Check();
        repository.Write(".gitignore", "*.log\n!y.log\n");
        watched.Check();
        repository.Write("out/deep/more.py", "def changed");
        repository.Write("src/.gitignore", "b*.py\nc.py\n");
        repository.Write("src/c.py", "def c");
        repository.Write("src/b.py", "def tracked_all_the_same");
        watched.Check();
        repository.Write(".git/info/exclude", "out\n");
        watched.Check();
        repository.Delete("src/.gitignore");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task An_empty_folder_made_during_a_commit_is_watched(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
        Directory.CreateDirectory(watched.Repository.FullPath("empty/deep"));
        watched.Repository.Write("a.py", "def changed");
        watched.Repository.Commit();
        watched.Check();
        watched.Repository.Write("empty/deep/f.py", "def f");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task The_users_own_ignore_rules_apply(string watcher)
    {
        if (watcher == "events")
        {
            return; // What is outside the working tree is not seen there before git is asked for something else.
        }

        using var folder = new TemporaryFolder();
        using var repository = TestRepository.Init();
        repository.Run("config", "core.excludesFile", folder["ignore"]);
        using var watched = new WatchedRepository(watcher, repository);
        await watched.ArmAsync();
        repository.Write("out/f.py", "def f");
        watched.Check();
        File.WriteAllText(folder["ignore"], "out\n");
        watched.Check();
        repository.Write("out/g.py", "def g");
        File.WriteAllText(folder["ignore"], "");
        watched.Check();
        repository.Write("out/g.py", "def changed");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task Tracked_files_in_ignored_folders_are_followed(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
        var repository = watched.Repository;
        repository.Write(".gitignore", "out/\n");
        repository.Commit();
        watched.Check();
        repository.Run("checkout -q -b forced");
        repository.Write("out/kept/k.py", "def k");
        watched.Check();
        repository.Run("add --force out/kept/k.py");
        repository.Run("commit -q -m forced");
        watched.Check();
        repository.Write("out/kept/k.py", "def k2");
        watched.Check();
        repository.Run("stash -q");
        repository.Run("checkout -q main");
        watched.Check();
        repository.Run("checkout -q forced");
        watched.Check();
        repository.Write("out/kept/k.py", "def k3");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task Files_become_tracked_and_untracked(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
        var repository = watched.Repository;
        repository.Write("n.py", "def n");
        watched.Check();
        repository.Run("add n.py");
        watched.Check();
        repository.Run("rm -q --cached n.py a.py");
        watched.Check();
        repository.Run("add --intent-to-add n.py"); // Which stages nothing, although git lists it.
        Assert.True(watched.Tree.Refresh(default).View.Find("n.py"u8) >= 0);
        repository.Run("rm -q --cached n.py");
        watched.Check();
        repository.Write(".gitignore", "a.py\n");
        watched.Check();
        repository.Run("reset -q");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task A_branch_of_thousands_of_files_is_switched_to(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
        var repository = watched.Repository;
        repository.Run("checkout -q -b many");
        for (var i = 0; i < 2000; i++)
        {
            repository.Write($"many/{i % 50}/f{i}.py", $"def f{i}");
        }

        watched.Check();
        repository.Commit();
        Assert.False(watched.Check().IsDirty);
        repository.Run("checkout -q main");
        Assert.False(watched.Check().IsDirty);
        repository.Run("checkout -q many");
        Assert.False(watched.Check().IsDirty);
        repository.Write("many/7/f7.py", "def changed");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task Submodules_and_other_repositories_are_not_entered(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
        using var other = TestRepository.Init();
        other.Write("o.py", "def o");
        other.Commit();
        var repository = watched.Repository;
        repository.Run("submodule", "add", "-q", new Uri(other.Root).AbsoluteUri, "sub");
        watched.Check();
        repository.Commit();
        repository.Write("sub/o.py", "def changed");
        repository.Write("sub/new.py", "def new");
        watched.Check();
        repository.Run("init -q nested");
        repository.Write("nested/n.py", "def n");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task Line_ends_that_git_converts_are_no_change(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
        var repository = watched.Repository;
        repository.Write(".gitattributes", "*.py text eol=crlf\n");
        repository.Commit();
        repository.Delete("a.py");
        repository.Run("checkout -q a.py");
        Assert.Contains("\r\n", File.ReadAllText(repository.FullPath("a.py")), StringComparison.Ordinal);
        Assert.False(watched.Tree.Refresh(default).IsDirty);
        var content = File.ReadAllText(repository.FullPath("a.py"));
        repository.Write("a.py", content + "def more\r\n");
        Assert.True(watched.Tree.Refresh(default).IsDirty);
        repository.Write("a.py", content);
        Assert.False(watched.Tree.Refresh(default).IsDirty);
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task A_linked_worktree_follows_its_own_head(string watcher)
    {
        using var main = TestRepository.Init();
        main.Write("a.py", "def a\n");
        main.Write("src/b.py", "def b\n");
        main.Commit();
        using var linked = main.AddWorktree("-b", "linked/branch");
        using var watched = new WatchedRepository(watcher, linked);
        await watched.ArmAsync();
        watched.Check();
        linked.Write("a.py", "def changed");
        watched.Check();
        linked.Commit();
        Assert.False(watched.Check().IsDirty);
        linked.Run("reset -q --soft HEAD~1");
        Assert.True(watched.Check().IsDirty);
        main.Write("a.py", "def main_only");
        main.Commit();
        watched.Check();
        linked.Run("update-ref refs/heads/linked/branch main");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task A_git_directory_elsewhere_is_followed(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher, elsewhere: true);
        watched.Repository.Write("a.py", "def changed");
        watched.Check();
        watched.Repository.Commit();
        Assert.False(watched.Check().IsDirty);
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task An_empty_repository_gets_its_first_commit(string watcher)
    {
        using var watched = new WatchedRepository(watcher);
        await watched.ArmAsync();
        Assert.False(watched.Check().IsDirty);
        watched.Repository.Write("a.py", "def a");
        Assert.True(watched.Check().IsDirty);
        watched.Repository.Commit();
        Assert.False(watched.Check().IsDirty);
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task A_repository_that_is_gone_is_said_so_and_found_again(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
        using var copy = watched.Repository.Clone();
        Directory.Delete(watched.Repository.Root, recursive: true);
        Assert.Contains(watched.Repository.Root, Assert.Throws<RevdexException>(() => watched.Tree.Refresh(default)).Message, StringComparison.Ordinal);
        Assert.Throws<RevdexException>(() => watched.Tree.Refresh(default));
        copy.Run("clone", "-q", "--template=", new Uri(copy.Root).AbsoluteUri, watched.Repository.Root);
        watched.Check();
        await watched.ArmAsync();
        watched.Repository.Write("a.py", "def after");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task A_sparse_checkout_has_what_its_commit_has(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
        var repository = watched.Repository;
        repository.Write("left/l.py", "def l");
        repository.Commit();
        repository.Run("sparse-checkout set src");
        Assert.False(File.Exists(repository.FullPath("left/l.py")));
        var state = watched.Tree.Refresh(default);
        Assert.True(state.View.Find("left/l.py"u8) >= 0);
        Assert.False(state.IsDirty);
        repository.Write("src/b.py", "def changed");
        Assert.True(watched.Tree.Refresh(default).IsDirty);
        repository.Run("sparse-checkout disable");
        watched.Check();
    }

    [Fact]
    public async Task A_bare_repository_follows_its_head()
    {
        using var main = TestRepository.Init();
        main.Write("a.py", "def a");
        main.Commit();
        using var bare = main.Clone("--bare");
        using var watched = new WatchedRepository("inotify", bare);
        await watched.ArmAsync();
        main.Write("a.py", "def b");
        var commit = main.Commit();
        main.Run("push", "-q", bare.Root, "main");
        var state = watched.Tree.Refresh(default);
        Assert.Equal(commit, state.Commit);
        Assert.Equal(Oid.OfBlob("def b"u8, ObjectFormat.Sha1), state.View.Oid(0));
    }

    [Fact]
    public async Task Ignored_folders_are_not_watched()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var watched = new WatchedRepository("inotify", watchesMax: 40);
        watched.Repository.Write(".gitignore", "node_modules/\n");
        watched.Repository.Write("a.py", "def a");
        watched.Repository.Commit();
        for (var i = 0; i < 100; i++)
        {
            watched.Repository.Write($"node_modules/p{i}/index.js", "x");
        }

        await watched.ArmAsync();
        Assert.Equal("inotify", watched.Tree.Freshness);
        for (var i = 0; i < 100; i++)
        {
            watched.Repository.Write($"node_modules/q{i}/index.js", "x");
        }

        watched.Check();
        Assert.Equal("inotify", watched.Tree.Freshness);
    }
}
