using Revdex.Git;

namespace Revdex.Tests.Git;

/// <summary>A repository's configuration, attributes, hooks and files can name commands; none of them is run.</summary>
public sealed class RunsNothingTests
{
    [Fact]
    public async Task No_command_that_the_repository_names_is_run()
    {
        using var test = TestRepository.Init();
        test.Write("file.c", "text");
        test.Write("touched.c", "text");
        test.Write(".gitattributes", "*.c filter=evil diff=evil\n");
        var commit = test.Commit();
        var evil = Arm(test);
        test.Write("touched.c", "texT"); // The same size and another time: git must compare content.
        test.Write(".revdexconfig", "");

        await UseEverything(test, commit);

        Assert.False(File.Exists(evil + ".ran"), "ran: " + (File.Exists(evil + ".ran") ? File.ReadAllText(evil + ".ran") : ""));

        // The trap works: a plain git falls into it.
        test.Run("status");
        Assert.True(File.Exists(evil + ".ran"));
    }

    [Fact]
    public void A_filter_that_the_user_has_is_used_also_where_the_repository_names_another()
    {
        using var test = TestRepository.Init();
        test.Write(".gitattributes", "*.up filter=upper\n");
        test.Write("file.up", "TEXT");
        test.Commit();
        test.Run("config filter.upper.clean false");
        test.Run("config filter.upper.required true");
        var global = test.FullPath(".git/global");
        File.WriteAllText(global, "[filter \"upper\"]\n\tclean = tr a-z A-Z\n\trequired\n");
        var git = test.FullPath(".git/git");
        TestRepository.WriteScript(git, $"#!/bin/sh\nGIT_CONFIG_GLOBAL='{global}' exec git \"$@\"\n");
        var repository = GitRepository.Open(test.Root, git);

        test.Write("file.up", "text");
        Assert.True(repository.Status().IsClean);
        test.Write("file.up", "texts");
        Assert.Single(repository.Status().Changes);
    }

    private static async Task UseEverything(TestRepository test, Oid commit)
    {
        var repository = test.Open();
        repository.Head();
        repository.HeadBranch();
        repository.ResolveCommit("HEAD");
        repository.Setting("store");
        repository.DefaultBranchTip();
        Assert.Equal(3, repository.ListTree(commit).Count);
        repository.ListStaged();
        Assert.NotEmpty(repository.Status().Changes);
        repository.Status(["touched.c"u8.ToArray()]);
        Assert.Single(repository.Ancestors(commit, 5));
        repository.MergeBases(commit, commit);
        repository.DiffTrees(commit, commit);
        var child = Oid.Parse(test.Run("commit-tree", "-p", commit.ToString(), "-m", "child", $"{commit}^{{tree}}").AsSpan().Trim());
        Assert.Single(repository.Log(new LogQuery(child) { Diff = LogDiff.OfPaths, RenamePercent = 50, Paths = [PathPattern.Literal("file.c"u8)] }, default));
        Assert.Empty(repository.Renames(child, 1, 50, default));
        Assert.Single(repository.Blame("file.c"u8, commit, null, 1, 1, default));
        Assert.Single(repository.Blame("touched.c"u8, null, "texT"u8.ToArray(), 1, 1, default));
        repository.SetConfig("revdex.test", "value");
        using var files = repository.OpenCatFile();
        await files.ReadAsync(Oid.OfBlob("text"u8, ObjectFormat.Sha1), 100, CancellationToken.None);
    }

    /// <summary>Sets every trap there is; whoever falls into one writes a file.</summary>
    private static string Arm(TestRepository test)
    {
        var evil = test.FullPath(".git/evil");
        TestRepository.WriteScript(evil, "#!/bin/sh\necho \"$0 $*\" >> \"$0.ran\"\ncat\n");
        foreach (var key in new[]
        {
            "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.gitProxy", "core.askPass", "core.alternateRefsCommand", "diff.external", "diff.evil.command",
            "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge", "gpg.program", "credential.helper", "pager.status", "pager.rev-list", "uploadpack.packObjectsHook",
        })
        {
            test.Run("config", key, evil);
        }

        test.Run("config", "alias.status", $"!{evil}");
        test.Run("config", "alias.ls-tree", $"!{evil}");
        test.Run("config", "core.hooksPath", ".git/evil-hooks");
        foreach (var hook in new[] { "post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout" })
        {
            TestRepository.WriteScript(test.FullPath($".git/evil-hooks/{hook}"), $"#!/bin/sh\necho {hook} >> '{evil}.ran'\n");
        }

        TestRepository.WriteScript(test.FullPath("git"), $"#!/bin/sh\necho git >> '{evil}.ran'\n");
        return evil;
    }
}
