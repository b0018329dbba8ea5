using Revdex.Git;
using Revdex.Query.Freshness;

namespace Revdex.Tests.Query.Freshness;

/// <summary>An index as a clone leaves it: written in the same second as the files.</summary>
public sealed class RacyIndexTests
{
    [Fact]
    public async Task Older_files_need_no_look_and_a_change_that_times_hide_is_found()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // The rules are those of Linux' time stamps.
        }

        using var watched = await WatchedRepository.BeginAsync("polling");
        var repository = watched.Repository.Open();
        using var files = WatcherFactory.TryOpenFiles(repository.WorkTree!)!;
        var (file, written) = IndexInTheSecondOfItsFiles(watched.Repository);
        using (var racy = RacyIndex.TryCreate(repository, files, default))
        {
            Assert.NotNull(racy);
            Assert.DoesNotContain(racy.Repository.Status().Changes, change => change.Unstaged != ChangeKind.None);
        }

        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace('f', 'g'));
        File.SetLastWriteTimeUtc(file, written);
        using (var racy = RacyIndex.TryCreate(repository, files, default))
        {
            Assert.NotNull(racy);
            var seen = racy.Repository.Status().Changes.Where(change => change.Unstaged != ChangeKind.None).Select(change => change.Path).Concat(racy.Unsure);
            Assert.Contains(seen, path => path.AsSpan().SequenceEqual("a.py"u8));
        }
    }

    /// <returns>A file, and when it was written.</returns>
    private static (string File, DateTime Written) IndexInTheSecondOfItsFiles(TestRepository repository)
    {
        var (file, index) = (repository.FullPath("a.py"), repository.FullPath(".git/index"));
        while (true)
        {
            repository.Write("a.py", "def a\n");
            repository.Write("src/b.py", "def b\n");
            repository.Run("update-index --refresh");
            var (written, now) = (File.GetLastWriteTimeUtc(file), DateTime.UtcNow);
            File.SetLastWriteTimeUtc(index, now);
            if (written.Ticks / TimeSpan.TicksPerSecond == now.Ticks / TimeSpan.TicksPerSecond)
            {
                return (file, written);
            }
        }
    }
}
