using Revdex.Hooks;

namespace Revdex.Tests.Hooks;

public sealed class HookInstallerTests : IDisposable
{
    private readonly TestRepository _test = TestRepository.Init();
    private readonly FakeExecutable _fake = new();

    [Fact]
    public void Uninstalling_restores_exactly()
    {
        TestRepository.WriteScript(_test.FullPath(".git/hooks/post-commit"), "#!/bin/sh\necho mine\n");
        _test.Write(".git/hooks/pre-push", "#!/bin/sh\nnot executable\r\n");
        File.CreateSymbolicLink(_test.FullPath(".git/hooks/post-merge"), "post-commit");
        File.CreateSymbolicLink(_test.FullPath(".git/hooks/post-rewrite"), "../gone");
        TestRepository.WriteScript(_test.FullPath(".git/hooks/commit-msg"), "#!/bin/sh\n");
        var before = Snapshot();
        var installer = Installer();

        installer.Install(_fake.Path);
        Assert.NotEqual(before, Snapshot());
        installer.Install(_fake.Path);
        var status = installer.Uninstall();

        Assert.Equal(before, Snapshot());
        Assert.All(status.Files, f => Assert.Equal(HookState.Absent, f.State));
        Assert.Null(status.Executable);
        installer.Uninstall();
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void Installing_twice_changes_nothing()
    {
        TestRepository.WriteScript(_test.FullPath(".git/hooks/post-commit"), "#!/bin/sh\necho mine\n");
        Installer().Install(_fake.Path);
        var once = Snapshot();

        var status = Installer().Install(_fake.Path);

        Assert.Equal(once, Snapshot());
        Assert.True(status is { IsInstalled: true, IsShared: false, IsExecutableThere: true });
        Assert.Equal(_fake.Path, status.Executable);
        Assert.Equal(HookInstaller.Events, status.Files.Select(f => f.Event));
        Assert.Equal(_test.FullPath(".git/hooks/post-commit.before-revdex"), Assert.Single(status.Files, f => f.Chained is not null).Chained);
    }

    [Fact]
    public void An_older_or_edited_hook_of_ours_is_renewed()
    {
        Installer().Install(_fake.Path);
        File.AppendAllText(_test.FullPath(".git/hooks/post-commit"), "# more\n");

        Assert.Equal(HookState.Outdated, Installer().Status().Files.Single(f => f.Event == "post-commit").State);
        Assert.All(Installer().Install(_fake.Path).Files, f => Assert.Equal((HookState.Installed, null), (f.State, f.Chained)));
    }

    [Fact]
    public void A_hook_that_another_tool_wrote_over_ours_is_never_lost()
    {
        var hook = _test.FullPath(".git/hooks/post-commit");
        TestRepository.WriteScript(hook, "#!/bin/sh\necho mine\n");
        Installer().Install(_fake.Path);

        TestRepository.WriteScript(hook, "#!/bin/sh\necho mine\n");
        Assert.Equal(HookState.Replaced, Installer().Status().Files.Single(f => f.Event == "post-commit").State);
        Assert.False(Installer().Status().IsInstalled);
        Assert.True(Installer().Install(_fake.Path).IsInstalled);

        TestRepository.WriteScript(hook, "#!/bin/sh\necho other\n");
        var e = Assert.Throws<RevdexException>(() => Installer().Install(_fake.Path));
        Assert.Contains(hook, e.Message, StringComparison.Ordinal);
        Installer().Uninstall();
        Assert.Equal("#!/bin/sh\necho other\n", File.ReadAllText(hook));
        Assert.Equal("#!/bin/sh\necho mine\n", File.ReadAllText(hook + ".before-revdex"));
        Assert.DoesNotContain(Directory.EnumerateFiles(_test.FullPath(".git/hooks")), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void An_interrupted_installation_is_finished_or_taken_back()
    {
        var hook = _test.FullPath(".git/hooks/post-commit");
        TestRepository.WriteScript(hook, "#!/bin/sh\necho mine\n");
        var before = Snapshot();
        File.Move(hook, hook + ".before-revdex");

        Installer().Uninstall();
        Assert.Equal(before, Snapshot());
        File.Move(hook, hook + ".before-revdex");
        Assert.True(Installer().Install(_fake.Path).IsInstalled);
        Installer().Uninstall();
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void The_folder_that_git_config_names_is_used()
    {
        using var shared = TestRepository.Init();
        _test.Run("config", "core.hooksPath", shared.FullPath("hooks"));

        var status = Installer().Install(_fake.Path);

        Assert.True(status is { IsInstalled: true, IsShared: true });
        Assert.Equal(shared.FullPath("hooks"), status.Folder);
        Assert.False(Directory.Exists(_test.FullPath(".git/hooks")));

        _test.Run("config", "core.hooksPath", "tools/hooks");
        _test.Write("dir/file", "text");
        status = new HookInstaller(Revdex.Git.GitRepository.Open(_test.FullPath("dir"))).Install(_fake.Path);
        Assert.Equal((_test.FullPath("tools/hooks"), false), (status.Folder, status.IsShared));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_one_line()
    {
        _test.Run("config core.hooksPath /dev/null");

        var e = Assert.Throws<RevdexException>(() => Installer().Install(_fake.Path));

        Assert.Contains("/dev/null", e.Message, StringComparison.Ordinal);
        Assert.Null(_test.Open().Config("revdex.executable"));
    }

    [Fact]
    public void What_cannot_be_started_is_refused()
    {
        Assert.Throws<RevdexException>(() => Installer().Install("/nowhere/revdex"));
        Assert.Throws<RevdexException>(() => Installer().Install("revdex"));
    }

    [Fact]
    public void A_program_that_has_gone_shows_in_the_status()
    {
        Installer().Install(_fake.Path);
        File.Delete(_fake.Path);

        Assert.True(Installer().Status() is { IsInstalled: false, IsExecutableThere: false });
    }

    [Fact]
    public void A_committed_file_names_no_program()
    {
        _test.Write(".revdexconfig", $"[revdex]\n\texecutable = {_fake.Path}\n");

        Assert.Null(Installer().Status().Executable);
    }

    public void Dispose()
    {
        _test.Dispose();
        _fake.Dispose();
    }

    private HookInstaller Installer() => new(_test.Open());

    /// <summary>Every file of the git directory's hooks with kind, mode and content.</summary>
    private string[] Snapshot() =>
    [
        .. new DirectoryInfo(_test.FullPath(".git/hooks")).EnumerateFileSystemInfos().OrderBy(f => f.Name, StringComparer.Ordinal).Select(f =>
            f.LinkTarget is { } target ? $"{f.Name} -> {target}" : $"{f.Name} {f.UnixFileMode} {File.ReadAllText(f.FullName)}"),
    ];
}
