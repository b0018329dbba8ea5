using System.Text;
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
        Assert.Equal(commit, repository.Head());
        Assert.Equal("main", repository.HeadBranch());
        Assert.Equal(test.FullPath(".git/hooks"), repository.HooksPath);
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
            Assert.Contains("does not exist", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete();
        }
    }
}
