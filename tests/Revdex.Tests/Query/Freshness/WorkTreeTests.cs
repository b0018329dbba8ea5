using System.Runtime.InteropServices;
using System.Text;
using Revdex.Git;
using Revdex.Query;

namespace Revdex.Tests.Query.Freshness;

/// <summary>Each test runs with every way of noticing changes.</summary>
public sealed class WorkTreeTests
{
    public static TheoryData<string> Watchers => WatchedRepository.Watchers;

    [Theory, MemberData(nameof(Watchers))]
    public async Task A_file_written_just_before_is_there_two_hundred_times(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
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
        using var watched = await WatchedRepository.BeginAsync(watcher);
        watched.Repository.Delete("src/b.py");
        Assert.True(watched.Tree.Refresh(default).View.Find("src/b.py"u8) < 0);
        Assert.True(watched.Check().IsDirty);
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task An_edit_taken_back_leaves_the_view_clean(string watcher)
    {
        using var watched = await WatchedRepository.BeginAsync(watcher);
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
        using var watched = await WatchedRepository.BeginAsync(watcher);
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
        using var watched = await WatchedRepository.BeginAsync(watcher);
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
        using var watched = await WatchedRepository.BeginAsync(watcher);
        watched.Repository.Write("n/e/w/f.py", "def f");
        watched.Check();
        watched.Repository.Write("n/e/w/g.py", "def g");
        watched.Repository.Write("n/e/x/h.py", "def h");
        watched.Check();
        watched.Repository.Write("n/e/w/f.py", "def ff");
        watched.Check();
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task Modes_and_links_are_followed(string watcher)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var watched = await WatchedRepository.BeginAsync(watcher);
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
    public async Task Names_of_any_bytes_are_followed(string watcher)
    {
        if (!OperatingSystem.IsLinux() || watcher == "events")
        {
            return; // .NET's own watcher cannot name such files.
        }

        using var watched = await WatchedRepository.BeginAsync(watcher);
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

        using var watched = await WatchedRepository.BeginAsync(watcher);
        watched.Repository.Delete("a.py");
        Assert.Equal(0, MakePipe(watched.Repository.FullPath("a.py"), 0b110_100_100));
        Assert.Equal(0, MakePipe(watched.Repository.FullPath("pipe.py"), 0b110_100_100));
        Assert.Equal("src/b.py", Assert.Single(Paths(watched.Tree.Refresh(default).View), path => path.StartsWith("src", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Watchers))]
    public async Task Random_edits_are_followed(string watcher)
    {
        foreach (var seed in new[] { 1, 2, 3 })
        {
            using var watched = await WatchedRepository.BeginAsync(watcher);
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

        using var watched = await WatchedRepository.BeginAsync("inotify");
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
    public async Task Nothing_changed_is_the_same_state()
    {
        using var watched = await WatchedRepository.BeginAsync(OperatingSystem.IsLinux() ? "inotify" : "events");
        Assert.Same(watched.Tree.Refresh(default), watched.Tree.Refresh(default));
    }

    private static IEnumerable<string> Paths(View view) => Enumerable.Range(0, view.Count).Select(file => Encoding.UTF8.GetString(view.Path(file)));

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
