using Revdex.Snapshots;
using Revdex.Tests.EndToEnd;

namespace Revdex.Tests.Indexing;

/// <summary>Vectors that grew over a history, on several machines, are those that one build of its end gives.</summary>
public sealed class IncrementalEmbeddingTests : IDisposable
{
    private const int Rounds = 4;
    private const int StepsPerRound = 7;

    private readonly EmbeddedRepository _made = new();

    public void Dispose() => _made.Dispose();

    /// <summary>Two machines take turns, from what the other published; now and then one of them embeds nothing.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task Incremental_equals_full_over_random_histories(int seed)
    {
        WriteLarge();
        var history = new RandomHistory(_made.Git, seed, hasDetection: true);
        history.Fill(20);
        var filesMax = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (machine, embeds) = ($"machine-{round % 2}", round % 3 != 1);
            var grown = await _made.IndexAsync(machine, embeds: embeds, store: _made.Store());
            await _made.PublishAsync(machine);
            if (embeds)
            {
                var full = await _made.IndexAsync($"full-{round}", workers: 1);
                var expected = _made.Dump($"full-{round}", full.Manifest);
                var actual = _made.Dump(machine, grown.Manifest);
                Assert.True(expected.SequenceEqual(actual), $"after\n{string.Join('\n', history.Steps)}\n{string.Join('\n', expected.Except(actual).Select(l => "- " + l).Concat(actual.Except(expected).Select(l => "+ " + l)).Take(10))}");
                Assert.Equal((full.Embed!.Chunks, EmbeddedRepository.TextCount(expected)), (grown.Embed!.Chunks, (int)full.Embed.Embedded));
                filesMax = Math.Max(filesMax, grown.Manifest.Parts.Count(p => p.Kind == ManifestPart.VectorsKind));
            }

            for (var i = 0; i < StepsPerRound; i++)
            {
                history.Step();
            }
        }

        Assert.True(filesMax > 1, $"only one file, after\n{string.Join('\n', history.Steps)}");
    }

    /// <summary>Not once for each blob that it stands in.</summary>
    [Fact]
    public async Task A_text_that_many_files_have_is_embedded_once()
    {
        var code = _made.Code("Same", 6);
        for (var i = 0; i < 3; i++)
        {
            _made.Git.Write($"src/same{i}.cs", code[..^2] + $"    public void Own{i}()\n    {{\n        // {_made.Text(40)}\n    }}\n}}\n");
        }

        _made.Git.Commit();
        var result = await _made.IndexAsync("a", workers: 1);
        Assert.Equal(EmbeddedRepository.TextCount(_made.Dump("a", result.Manifest)), result.Embed!.Embedded);
        Assert.InRange(result.Embed.Chunks, result.Embed.Embedded + 12, result.Embed.Embedded + 20); // Six members twice more, and heads.
    }

    /// <summary>So much that what the history adds stays a file of its own.</summary>
    private void WriteLarge()
    {
        for (var i = 0; i < 4; i++)
        {
            _made.Git.Write($"large/n{i}.unheard", string.Concat(Enumerable.Range(0, 8_000).Select(_ => _made.Text(10) + "\n")));
        }
    }
}
