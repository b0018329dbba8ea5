using Revdex.Indexing.Embeddings;
using Revdex.Storage;

namespace Revdex.Tests.Indexing;

public sealed class VectorPolicyTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("100000", "")]
    [InlineData("100000 900", "")]
    [InlineData("100000 900 800 700", "")]
    [InlineData("100000 900 800 700 600", "1 2 3 4")]
    [InlineData("900 100000 800 700 600", "0 2 3 4")]
    [InlineData("100000 25001", "0 1")]
    [InlineData("1500 10", "0 1")]
    [InlineData("49000/100000", "0")]
    [InlineData("51000/100000", "")]
    [InlineData("100000 0/500", "")]
    [InlineData("0/100000", "")]
    public void Small_files_are_merged_first_and_dead_ones_go(string files, string merged)
    {
        var uses = files.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, i) =>
        {
            var parts = text.Split('/');
            return new VectorUse(ContentHash.Of([(byte)i]), long.Parse(parts[^1], null), long.Parse(parts[0], null), parts[0] == "0" ? 0 : 1);
        }).ToList();
        Assert.Equal(merged, string.Join(' ', VectorPolicy.Merged(uses).Order()));
    }
}
