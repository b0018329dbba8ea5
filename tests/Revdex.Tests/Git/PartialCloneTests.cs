using Revdex.Git;

namespace Revdex.Tests.Git;

public sealed class PartialCloneTests
{
    [Theory]
    [InlineData(ObjectFormat.Sha1)]
    [InlineData(ObjectFormat.Sha256)]
    public async Task A_blob_that_the_clone_lacks_is_absent_and_not_fetched(ObjectFormat format)
    {
        using var test = TestRepository.Init(format);
        test.Write("file", "first");
        var first = test.Commit();
        test.Write("file", "second");
        test.Commit();
        using var clone = test.Clone("--filter=blob:none");
        var repository = clone.Open();
        var missing = repository.ListTree(first).Oid(0);
        Assert.True(repository.IsPartialClone);
        var objects = CountObjects(clone);

        using (var files = repository.OpenCatFile())
        {
            Assert.Null(await files.ReadAsync(missing, 100, CancellationToken.None));
            Assert.True(await files.ReadAsync(Oid.OfBlob("second"u8, format), 100, CancellationToken.None) is { SizeBytes: 6 });
            Assert.Null(await files.ReadAsync(missing, 100, CancellationToken.None));
        }

        Assert.Equal(objects, CountObjects(clone));
    }

    [Fact]
    public void A_tree_that_the_clone_lacks_is_an_error_that_says_so()
    {
        using var test = TestRepository.Init();
        test.Write("file", "first");
        var first = test.Commit();
        test.Write("file", "second");
        test.Commit();
        using var clone = test.Clone("--filter=tree:0");
        var objects = CountObjects(clone);

        var e = Assert.Throws<RevdexException>(() => clone.Open().ListTree(first));

        Assert.Contains("partial clone", e.Message, StringComparison.Ordinal);
        Assert.Equal(objects, CountObjects(clone));
    }

    private static int CountObjects(TestRepository test) => test.Run("cat-file --batch-check --batch-all-objects --unordered").Split('\n').Length;
}
