using System.Text;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;
using Revdex.Snapshots;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Query;

public sealed class LanguageDetectionTests
{
    [Fact]
    public void Attributes_win_over_names_and_names_over_contents()
    {
        using var repository = Sample();
        var git = repository.Open();
        var view = View.Of(git.ListTree(repository.Commit()), LanguageDetection.Of(git, cache: null));
        Assert.Equal(
            [
                ".gitattributes - None", "a.py python None", "b.h cpp Language", "b.h.in - None", "c.c c None", "d.h c None", "gen/x.py python Generated", "own.foo ruby Language",
                "sub/.gitattributes - None", "sub/own.foo - NotVendored, Language", "sub/tool - Language", "tool bash None",
            ],
            Told(view));
    }

    [Fact]
    public async Task Each_view_has_its_own_attributes_and_follows_them_at_once()
    {
        var repository = Sample();
        var commit = repository.Commit();
        await using var fixture = await ReaderFixture.OpenAsync(repository);
        Assert.Contains("own.foo ruby Language", await ToldAsync(fixture, null));
        repository.Write(".gitattributes", "*.foo linguist-language=Lua\n");
        repository.Run("add -A");
        repository.Write(".gitattributes", "own.foo linguist-language=Perl\n");
        repository.Write("tool", "#!/usr/bin/python\n");
        Assert.Contains("own.foo ruby Language", await ToldAsync(fixture, commit.ToString()));
        Assert.Contains("own.foo lua Language", await ToldAsync(fixture, Reader.StagedRev));
        Assert.Contains("tool bash None", await ToldAsync(fixture, Reader.StagedRev));
        var told = await ToldAsync(fixture, null);
        Assert.Contains("own.foo perl Language", told);
        Assert.Contains("gen/x.py python None", told);
        Assert.Contains("tool python None", told);
        repository.Delete(".gitattributes");
        Assert.Contains("own.foo - None", await ToldAsync(fixture, null));
    }

    [Fact]
    public void What_contents_tell_is_read_once_and_again_where_the_cache_is_damaged()
    {
        using var repository = Sample();
        using var folder = new TemporaryFolder();
        var git = repository.Open();
        var commit = repository.Commit();
        List<string> Run(out int readCount)
        {
            using var cache = LocalCache.Open(new CacheOptions { Folder = folder.Path });
            using var catFile = git.OpenCatFile();
            var count = 0;
            var detection = new LanguageDetection(LanguageSet.Default, oids =>
            {
                count += oids.Count;
                return catFile.ReadAllAsync(oids, LanguageDetection.ContentMaxBytes, default);
            }, cache);
            var told = Told(View.Of(git.ListTree(commit), detection));
            readCount = count;
            return told;
        }

        var first = Run(out var atFirst);
        Assert.Equal(7, atFirst); // b.h.in, own.foo twice, tool twice, the attributes.
        Assert.Equal(first, Run(out var atSecond));
        Assert.Equal(2, atSecond); // Attributes that say something are read.
        foreach (var file in Directory.GetFiles(folder.Path, "contents-*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[^1] ^= 1;
            File.WriteAllBytes(file, bytes);
        }

        Assert.Equal(first, Run(out var afterDamage));
        Assert.Equal(atFirst, afterDamage);
    }

    [Fact]
    public void A_repository_whose_names_tell_everything_is_not_read()
    {
        using var repository = ReaderFixture.Small();
        var git = repository.Open();
        var detection = new LanguageDetection(LanguageSet.Default, _ => throw new InvalidOperationException("read"), cache: null);
        Assert.Equal(2, View.Of(git.ListTree(git.Head()!.Value), detection).Count); // The fixture commits.
    }

    private static TestRepository Sample()
    {
        var repository = TestRepository.Init();
        repository.Write(".gitattributes", "*.foo linguist-language=Ruby\ngen/** linguist-generated\nb.h linguist-language=C++\n");
        repository.Write("sub/.gitattributes", "own.foo linguist-language=Fortran -linguist-vendored\ntool linguist-language=text\n");
        repository.Write("a.py", "#!/bin/sh\n");
        repository.Write("b.h", "int b;\n");
        repository.Write("b.h.in", "int in;\n");
        repository.Write("c.c", "int c;\n");
        repository.Write("d.h", "int d;\n");
        repository.Write("gen/x.py", "def x\n");
        repository.Write("own.foo", "def own\n");
        repository.Write("sub/own.foo", "def sub\n");
        repository.Write("tool", "#!/bin/sh\n");
        repository.Write("sub/tool", "#!/bin/sh\n# other\n");
        return repository;
    }

    private static async Task<List<string>> ToldAsync(ReaderFixture fixture, string? rev)
    {
        using var state = await fixture.StateAsync(rev);
        return Told(state.View);
    }

    private static List<string> Told(View view) =>
        [.. Enumerable.Range(0, view.Count).Select(file => $"{Encoding.UTF8.GetString(view.Path(file))} {view.Language(file)?.Id ?? "-"} {view.Marks(file)}")];
}
