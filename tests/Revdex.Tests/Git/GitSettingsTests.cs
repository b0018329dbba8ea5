using Revdex.Git;

namespace Revdex.Tests.Git;

public sealed class GitSettingsTests
{
    [Theory]
    [InlineData("store", "REVDEX_STORE")]
    [InlineData("trustedKey", "REVDEX_TRUSTEDKEY")]
    public void A_variable_is_named_after_the_setting(string name, string variable) => Assert.Equal(variable, GitSettings.VariableOf(name));

    [Fact]
    public void Environment_comes_before_git_config_before_the_committed_file()
    {
        using var test = TestRepository.Init();
        test.Write(".revdexconfig", "[revdex]\n\tstore = file:///committed\n");
        Assert.Equal("file:///committed", test.Open().Setting("store"));

        test.Run("config revdex.store file:///config");
        Assert.Equal("file:///config", test.Open().Setting("store"));

        // A setting that no other test reads: the environment is shared.
        test.Run("config revdex.precedenceTest config");
        Assert.Equal("config", test.Open().Setting("precedenceTest"));
        Environment.SetEnvironmentVariable("REVDEX_PRECEDENCETEST", "environment");
        Assert.Equal("environment", test.Open().Setting("precedenceTest"));
        Environment.SetEnvironmentVariable("REVDEX_PRECEDENCETEST", "");
        Assert.Equal("config", test.Open().Setting("precedenceTest"));
    }

    [Fact]
    public void A_bare_repository_reads_the_committed_file_of_its_head()
    {
        using var test = TestRepository.Init();
        test.Write(".revdexconfig", "[revdex]\n\tstore = file:///committed\n");
        test.Commit();
        using var bare = test.Clone("--bare");

        Assert.Equal("file:///committed", bare.Open().Setting("store"));
    }

    [Fact]
    public void The_committed_file_says_only_what_is_safe_and_includes_nothing()
    {
        using var test = TestRepository.Init();
        test.Write("other", "[revdex]\n\tstore = file:///included\n");
        test.Write(".revdexconfig", "[include]\n\tpath = other\n[revdex]\n\texecutable = /bin/evil\n[core]\n\tfsmonitor = /bin/evil\n");

        var repository = test.Open();

        Assert.Null(repository.Setting("store"));
        Assert.Null(repository.Setting("executable"));
    }

    [Fact]
    public void A_committed_file_that_is_a_symlink_is_passed_over()
    {
        using var test = TestRepository.Init();
        test.Write("elsewhere", "[revdex]\n\tstore = file:///elsewhere\n");
        File.CreateSymbolicLink(test.FullPath(".revdexconfig"), "elsewhere");

        Assert.Null(test.Open().Setting("store"));
    }

    [Fact]
    public void A_malformed_committed_file_is_named()
    {
        using var test = TestRepository.Init();
        test.Write(".revdexconfig", "[revdex\n");

        var e = Assert.Throws<RevdexException>(() => test.Open().Setting("store"));
        Assert.Contains(".revdexconfig", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_read_as_git_has_them()
    {
        using var test = TestRepository.Init();
        test.Run("config", "remote.With.Dots.url", "value\nof two lines");
        test.Run("config", "--add", "revdex.list", "one");
        test.Run("config", "--add", "revdex.list", "two");
        var repository = test.Open();

        Assert.Equal("value\nof two lines", repository.Config("Remote.With.Dots.URL"));
        Assert.Null(repository.Config("remote.with.dots.url"));
        Assert.Equal("two", repository.Config("revdex.list"));
    }

    [Fact]
    public void Config_can_be_set_and_removed()
    {
        using var test = TestRepository.Init();
        test.Commit();
        using var worktree = test.AddWorktree();
        var repository = worktree.Open();

        repository.SetConfig("revdex.store", "file:///a b");
        Assert.Equal("file:///a b", repository.Config("revdex.store"));
        Assert.Equal("file:///a b", test.Open().Config("revdex.store"));
        repository.SetConfig("revdex.store", null);
        repository.SetConfig("revdex.store", null);
        Assert.Null(repository.Config("revdex.store"));
    }
}
