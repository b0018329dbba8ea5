using System.Runtime.InteropServices;
using System.Text;
using Revdex.Git;
using Revdex.Query;
using Revdex.Query.Freshness;

namespace Revdex.Tests.Query.Freshness;

/// <summary>Each test runs with every way of noticing changes.</summary>
public sealed class WorkTreeTests
{
    public static TheoryData<string> Watchers => WatchedRepository.Watchers;

    [Theory, MemberData(nameof(Watchers))]
    public async Task A_file_written_just_before_is_there_two_hundred_times(string watcher)
    {
        using var watched = await BeginAsync(watcher);
        for (var i = 0; i < 200; i++)
        {
            var content = $"def f{i}";
            watched.Repository.Write("a.py", content);
            var view = watched.Tree.Refresh(default).View;
            Assert.Equal(Oid.OfBlob(Encoding.UTF8.GetBytes(content), ObjectFormat.Sha1), view.Oid(view.Find("a.py"u8)));
        }

        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task A_deleted_file_is_not_there(string watcher)
    {
        using var watched = await BeginAsync(watcher);
        watched.Repository.Delete("src/b.py");
        Assert.True(watched.Tree.Refresh(default).View.Find("src/b.py"u8) < 0);
        Assert.True(watched.Check().IsDirty);
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task An_edit_taken_back_leaves_the_view_clean(string watcher)
    {
        using var watched = await BeginAsync(watcher);
        Assert.False(watched.Check().IsDirty);
        var before = File.ReadAllText(watched.Repository.FullPath("a.py"));
        watched.Repository.Write("a.py", "other");
        Assert.True(watched.Check().IsDirty);
        watched.Repository.Write("a.py", before);
        Assert.False(watched.Check().IsDirty);
        watched.Repository.Write("new/x.py", "x");
        Assert.True(watched.Check().IsDirty);
        watched.Repository.Delete("new/x.py");
        Assert.False(watched.Check().IsDirty);
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task An_editor_that_saves_by_renaming_is_followed(string watcher)
    {
        using var watched = await BeginAsync(watcher);
        for (var i = 0; i < 5; i++)
        {
            watched.Repository.Write("src/.b.py.swp", $"def saved{i}");
            File.Move(watched.Repository.FullPath("src/.b.py.swp"), watched.Repository.FullPath("src/b.py"), overwrite: true);
            watched.Check();
        }
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task Folders_that_move_take_their_files_along(string watcher)
    {
        using var watched = await BeginAsync(watcher);
        watched.Repository.Write("src/deep/er/c.py", "def c");
        watched.Check();
        Directory.Move(watched.Repository.FullPath("src"), watched.Repository.FullPath("lib"));
        watched.Check();
        watched.Repository.Write("lib/deep/er/c.py", "def changed");
        watched.Check();
        Directory.CreateDirectory(watched.Repository.FullPath("src"));
        watched.Repository.Write("src/b.py", "def again");
        Directory.Move(watched.Repository.FullPath("lib/deep"), watched.Repository.FullPath("src/deep"));
        watched.Repository.Write("src/deep/er/c.py", "def once_more");
        watched.Check();
        Directory.Delete(watched.Repository.FullPath("src"), recursive: true);
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task New_folders_are_entered_at_once(string watcher)
    {
        using var watched = await BeginAsync(watcher);
        watched.Repository.Write("n/e/w/f.py", "def f");
        watched.Check();
        watched.Repository.Write("n/e/w/g.py", "def g");
        watched.Repository.Write("n/e/x/h.py", "def h");
        watched.Check();
        watched.Repository.Write("n/e/w/f.py", "def ff");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task Git_operations_are_followed(string watcher)
    {
        using var watched = await BeginAsync(watcher);
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
        using var watched = await BeginAsync(watcher);
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
        using var watched = await BeginAsync(watcher);
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
    public async Task Tracked_files_in_ignored_folders_are_followed(string watcher)
    {
        using var watched = await BeginAsync(watcher);
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
        using var watched = await BeginAsync(watcher);
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
        using var watched = await BeginAsync(watcher);
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
    public async Task Modes_and_links_are_followed(string watcher)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var watched = await BeginAsync(watcher);
        var repository = watched.Repository;
        var a = repository.FullPath("a.py");
        File.SetUnixFileMode(a, File.GetUnixFileMode(a) | UnixFileMode.UserExecute);
        Assert.True(watched.Check().IsDirty);
        File.SetUnixFileMode(a, File.GetUnixFileMode(a) & ~UnixFileMode.UserExecute);
        Assert.False(watched.Check().IsDirty);
        File.Delete(a);
        File.CreateSymbolicLink(a, "src/b.py");
        watched.Check();
        File.Delete(a);
        File.CreateSymbolicLink(a, "nowhere");
        watched.Check();
        Directory.Move(repository.FullPath("src"), repository.FullPath("moved"));
        File.CreateSymbolicLink(repository.FullPath("src"), "moved");
        watched.Check();
        repository.Write("moved/b.py", "def behind_the_link");
        watched.Check();
        File.Delete(a);
        Directory.CreateDirectory(a);
        repository.Write("a.py/inner.py", "def inner");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task Submodules_and_other_repositories_are_not_entered(string watcher)
    {
        using var watched = await BeginAsync(watcher);
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
    public async Task Names_of_any_bytes_are_followed(string watcher)
    {
        if (!OperatingSystem.IsLinux() || watcher == "events")
        {
            return; // .NET's own watcher cannot name such files.
        }

        using var watched = await BeginAsync(watcher);
        byte[] name = [.. "caf"u8, 0xE9, .. ".py"u8];
        watched.Repository.Write(name, "def caf");
        var state = watched.Tree.Refresh(default);
        Assert.True(state.View.Find(name) >= 0);
        watched.Repository.Run("add --all");
        watched.Repository.Write(name, "def other");
        state = watched.Tree.Refresh(default);
        Assert.Equal(Oid.OfBlob("def other"u8, ObjectFormat.Sha1), state.View.Oid(state.View.Find(name)));
        watched.Repository.Write(":x y\n'\"*.py", "def odd");
        Assert.True(watched.Tree.Refresh(default).View.Find(":x y\n'\"*.py"u8) >= 0);
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task A_pipe_is_not_waited_for(string watcher)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var watched = await BeginAsync(watcher);
        watched.Repository.Delete("a.py");
        Assert.Equal(0, MakePipe(watched.Repository.FullPath("a.py"), 0b110_100_100));
        Assert.Equal(0, MakePipe(watched.Repository.FullPath("pipe.py"), 0b110_100_100));
        Assert.Equal("src/b.py", Assert.Single(Paths(watched.Tree.Refresh(default).View), path => path.StartsWith("src", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task Line_ends_that_git_converts_are_no_change(string watcher)
    {
        using var watched = await BeginAsync(watcher);
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
        using var watched = await BeginAsync(watcher, elsewhere: true);
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
        using var watched = await BeginAsync(watcher);
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
        using var watched = await BeginAsync(watcher);
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

    [Theory, MemberData(nameof(Watchers))]
    public async Task Random_edits_are_followed(string watcher)
    {
        foreach (var seed in new[] { 1, 2, 3 })
        {
            using var watched = await BeginAsync(watcher);
            var edits = new RandomEdits(watched.Repository, seed);
            for (var step = 0; step < 50; step++)
            {
                var what = edits.Step();
                try
                {
                    watched.Check();
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    throw new InvalidOperationException($"seed {seed}, step {step}: {what}", e);
                }
            }
        }
    }

    [Fact]
    public async Task More_events_than_the_queue_holds_lose_nothing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var watched = await BeginAsync("inotify");
        var limit = int.Parse(File.ReadAllText("/proc/sys/fs/inotify/max_queued_events"), System.Globalization.CultureInfo.InvariantCulture);
        using (var a = new FileStream(watched.Repository.FullPath("a.py"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0))
        using (var b = new FileStream(watched.Repository.FullPath("src/b.py"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0))
        {
            for (var i = 0; i <= limit / 2; i++)
            {
                a.WriteByte((byte)'a'); // In turns: equal events in a row become one.
                b.WriteByte((byte)'b');
            }
        }

        watched.Repository.Write("unseen/u.py", "def u");
        watched.Check();
        await watched.ArmAsync();
        Assert.Equal("inotify", watched.Tree.Freshness);
        watched.Repository.Write("unseen/u.py", "def seen");
        watched.Check();
    }

    [Fact]
    public async Task Past_the_limit_of_watches_git_is_asked()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var watched = new WatchedRepository("inotify", watchesMax: 8);
        for (var i = 0; i < 10; i++)
        {
            watched.Repository.Write($"{i}/f.py", $"def f{i}");
        }

        watched.Repository.Commit();
        await watched.ArmAsync();
        var state = watched.Check();
        Assert.Equal("git status", watched.Tree.Freshness);
        Assert.Contains("not watched", state.Notice, StringComparison.Ordinal);
        watched.Repository.Write("3/f.py", "def changed");
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

    [Fact]
    public async Task Nothing_changed_is_the_same_state()
    {
        using var watched = await BeginAsync(OperatingSystem.IsLinux() ? "inotify" : "events");
        Assert.Same(watched.Tree.Refresh(default), watched.Tree.Refresh(default));
    }

    private static async Task<WatchedRepository> BeginAsync(string watcher, bool elsewhere = false)
    {
        var watched = new WatchedRepository(watcher, elsewhere ? Elsewhere() : null);
        watched.Repository.Write("a.py", "def a\n");
        watched.Repository.Write("src/b.py", "def b\n");
        watched.Repository.Commit();
        await watched.ArmAsync();
        return watched;
    }

    private static TestRepository Elsewhere()
    {
        var repository = TestRepository.Init();
        repository.Run("init", "-q", $"--separate-git-dir={repository.Root}.git", ".");
        return repository;
    }

    private static IEnumerable<string> Paths(View view) => Enumerable.Range(0, view.Count).Select(file => Encoding.UTF8.GetString(view.Path(file)));

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
