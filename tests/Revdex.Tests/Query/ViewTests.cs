using System.Text;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;

namespace Revdex.Tests.Query;

public sealed class ViewTests
{
    private static readonly LanguageDetection Languages = LanguageDetection.ByName(LanguageSet.Default);

    [Fact]
    public void Finds_each_path_and_where_others_would_be()
    {
        var view = ViewOf("a.c", "a/b.c", "a/b/c.c", "a0", "b.c");
        Assert.Equal(2, view.Find("a/b/c.c"u8));
        Assert.Equal(~0, view.Find(""u8));
        Assert.Equal(~2, view.Find("a/b.d"u8));
        Assert.Equal(~5, view.Find("c"u8));
    }

    [Theory]
    [InlineData("", 0, 6)]
    [InlineData("a", 2, 4)]
    [InlineData("a/", 2, 4)]
    [InlineData("a/b", 3, 4)]
    [InlineData("a/b.c", 3, 3)]
    [InlineData("zz", 6, 6)]
    public void Takes_a_folder_as_a_range(string folder, int start, int end)
    {
        var view = ViewOf("a", "a.c", "a/b.c", "a/b/c.c", "a0", "b.c");
        Assert.Equal((start, end), view.Under(Encoding.UTF8.GetBytes(folder)));
    }

    [Fact]
    public void A_symlink_and_a_submodule_have_no_language()
    {
        var view = Build([("a.c", 1, 0x81A4), ("b.c", 2, 0xA000), ("c.c", 3, 0xE000)]);
        Assert.Equal("c", view.Language(0)?.Id);
        Assert.Null(view.Language(1));
        Assert.Null(view.Language(2));
    }

    [Fact]
    public void Headers_follow_the_majority_of_the_tree()
    {
        var view = ViewOf("a.c", "a.h", "b.cpp");
        Assert.Equal("c", LanguageOf(view, "a.h"));
        view = view.With([Change("c.cpp", 9)]);
        Assert.Equal("cpp", LanguageOf(view, "a.h"));
        view = view.With([Change("n.h", 11)]);
        Assert.Equal("cpp", LanguageOf(view, "n.h"));
        view = view.With([new FileChange("b.cpp"u8.ToArray(), null, 0)]);
        Assert.Equal("c", LanguageOf(view, "a.h"));
        Assert.Equal("c", LanguageOf(view, "n.h"));
    }

    [Fact]
    public void Of_several_changes_of_one_path_the_last_counts()
    {
        var view = ViewOf("a.c").With([Change("b.c", 5), new FileChange("b.c"u8.ToArray(), null, 0), Change("a.c", 3), Change("a.c", 4)]);
        Assert.Equal(1, view.Count);
        Assert.Equal(OidOf(4), view.Oid(0));
    }

    [Fact]
    public void The_first_files_of_an_empty_repository_bring_their_object_format()
    {
        var oid = Oid.OfBlob("x"u8, ObjectFormat.Sha256);
        var view = View.Empty(Languages).With([new FileChange("a.c"u8.ToArray(), oid, 0x81A4)]);
        Assert.Equal(oid, view.Oid(0));
    }

    [Fact]
    public void Edited_views_equal_views_built_afresh()
    {
        var random = new Random(20261121);
        string[] names = ["a.c", "b.h", "c.cpp", "d.py", "e.txt", "f.cs"];
        for (var round = 0; round < 100; round++)
        {
            var model = new SortedDictionary<string, (int Content, int Mode)>(StringComparer.Ordinal);
            var view = View.Empty(Languages);
            for (var step = 0; step < 20; step++)
            {
                var changes = new List<FileChange>();
                for (var i = random.Next(1, 6); i > 0; i--)
                {
                    changes.Add(RandomChange(random, names, model));
                }

                view = view.With(changes);
                AssertSame(Build([.. model.Select(file => (file.Key, file.Value.Content, file.Value.Mode))]), view);
            }
        }
    }

    private static FileChange RandomChange(Random random, string[] names, SortedDictionary<string, (int Content, int Mode)> model)
    {
        var path = $"{(char)('p' + random.Next(4))}/{names[random.Next(names.Length)]}";
        if (random.Next(4) == 0)
        {
            model.Remove(path);
            return new FileChange(Encoding.UTF8.GetBytes(path), null, 0);
        }

        model[path] = (random.Next(8), random.Next(10) == 0 ? 0xA000 : 0x81A4);
        return Change(path, model[path].Content, model[path].Mode);
    }

    private static void AssertSame(View expected, View actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var file = 0; file < expected.Count; file++)
        {
            Assert.True(expected.Path(file).SequenceEqual(actual.Path(file)));
            Assert.Equal(expected.Oid(file), actual.Oid(file));
            Assert.Equal(expected.Mode(file), actual.Mode(file));
            Assert.Equal(expected.Language(file), actual.Language(file));
        }

        Assert.Equal(expected.ByKey, actual.ByKey);
    }

    private static string? LanguageOf(View view, string path) => view.Language(view.Find(Encoding.UTF8.GetBytes(path)))?.Id;

    private static FileChange Change(string path, int content, int mode = 0x81A4) => new(Encoding.UTF8.GetBytes(path), OidOf(content), mode);

    private static Oid OidOf(int content) => Oid.OfBlob([(byte)content], ObjectFormat.Sha1);

    private static View ViewOf(params string[] paths) => Build([.. paths.Select((path, i) => (path, i, 0x81A4))]);

    private static View Build((string Path, int Content, int Mode)[] files)
    {
        var builder = new ViewBuilder(Languages, 0);
        foreach (var (path, content, mode) in files)
        {
            builder.Add(Encoding.UTF8.GetBytes(path), OidOf(content), mode);
        }

        return builder.Build();
    }
}
