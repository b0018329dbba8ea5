using Revdex.Extraction;
using Revdex.Extraction.Documents;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Tests.Extraction;

/// <summary>Damaged copies of every language's samples, through two pools of real worker processes.</summary>
public sealed class MutatedSourceTests
{
    private const int Copies = 300;

    public static TheoryData<string> Languages() => [.. LanguageSet.Default.All.Select(l => l.Id)];

    /// <summary>
    /// A worker that dies costs the blob alone, whatever was in flight behind it; and what is lost, as what is found, is the same for
    /// other workers in another order.
    /// </summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Costs_itself_at_most(string languageId)
    {
        var language = LanguageSet.Default.ById(languageId)!; // From the data.
        var samples = GoldenSamples.Paths(languageId).Select(GoldenSamples.Read).ToList();
        var random = new Random(languageId.Sum(c => c));
        var blobs = Enumerable.Range(0, Copies).Select(i => i % 10 == 0 ? samples[0] : SourceMutation.Of(samples[i % samples.Count], random)).ToList();
        var facts = await ExtractAsync(language, blobs);
        for (var i = 0; i < Copies; i++)
        {
            SkipReason[] allowed = i % 10 == 0 ? [SkipReason.None] : [SkipReason.None, DocumentText.IsMade(language.Form) ? SkipReason.Unreadable : SkipReason.Binary, SkipReason.ParserCrashed];
            Assert.Contains(facts[i].Skip, allowed);
        }

        Assert.InRange(facts.Count(f => f.Skip == SkipReason.ParserCrashed), 0, Copies / 20);
        blobs.Reverse();
        var again = await ExtractAsync(language, blobs);
        Array.Reverse(again);
        Assert.All(facts.Zip(again), pair => Assert.Equal(Bytes(pair.First), Bytes(pair.Second)));
    }

    private static async Task<BlobFacts[]> ExtractAsync(Language language, List<byte[]> blobs)
    {
        await using var pool = new ExtractorPool(1);
        return await Task.WhenAll(blobs.Select(b => pool.ExtractAsync(Oid.OfBlob(b, ObjectFormat.Sha1), language, b, default)));
    }

    private static byte[] Bytes(BlobFacts facts) => [(byte)facts.Skip, .. facts.Message.Span, .. facts.Groups.SelectMany(g => g.ToArray())];
}
