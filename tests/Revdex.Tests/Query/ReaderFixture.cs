using System.Text;
using Revdex.Query;
using Revdex.Segments;
using Revdex.Snapshots;

namespace Revdex.Tests.Query;

/// <summary>A reader of a repository, and questions to it.</summary>
internal sealed class ReaderFixture : IAsyncDisposable
{
    /// <summary>What takes longer hangs.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private ReaderFixture(TestRepository repository, LineFacts facts, Reader reader) => (Repository, Facts, Reader) = (repository, facts, reader);

    /// <summary>Two files that define what they are named after.</summary>
    public static TestRepository Small()
    {
        var repository = TestRepository.Init();
        repository.Write("a.py", "def a\n");
        repository.Write("src/b.py", "def b\n");
        repository.Commit();
        return repository;
    }

    public TestRepository Repository { get; }

    public LineFacts Facts { get; }

    public Reader Reader { get; }

    public static async Task<ReaderFixture> OpenAsync(TestRepository repository, Func<ReaderOptions, ReaderOptions>? with = null, LineFacts? facts = null)
    {
        facts ??= new LineFacts();
        var options = new ReaderOptions { Cache = null, WaitForComplete = true, Extract = facts.ExtractAsync };
        var reader = await Reader.OpenAsync(repository.Open(), with?.Invoke(options) ?? options, default);
        return new ReaderFixture(repository, facts, reader);
    }

    public ValueTask<QueryState> StateAsync(string? rev = null, params string[] needPaths) =>
        Reader.StateAsync(rev, [.. needPaths.Select(Encoding.UTF8.GetBytes)], new CancellationTokenSource(Timeout).Token);

    /// <summary>The answer to a question about a name.</summary>
    public ValueTask<QueryState> StateAboutAsync(string text, string? rev = null) => Reader.StateAsync(rev, null, text, null, new CancellationTokenSource(Timeout).Token);

    /// <summary>Every definition, as <c>path:line name</c>, in order.</summary>
    public async Task<List<string>> DefinitionsAsync(string? rev = null)
    {
        using var state = await StateAsync(rev);
        return Definitions(state);
    }

    public static List<string> Definitions(QueryState state)
    {
        var result = new List<string>();
        foreach (var mounted in state.Segments)
        {
            var table = mounted.Segment.Table(TableKind.Definitions);
            for (var key = 0; key < table.KeyCount; key++)
            {
                AddDefinitions(state.View, mounted, table, key, result);
            }
        }

        result.Sort(StringComparer.Ordinal);
        return result;
    }

    /// <summary>The same from nothing but the files of the state.</summary>
    public static List<string> Expected(QueryState state)
    {
        var result = new List<string>();
        for (var file = 0; file < state.View.Count; file++)
        {
            if (state.View.Language(file) is not null)
            {
                var content = Encoding.UTF8.GetString(state.ReadContent(file)!.Value.Span);
                var path = Encoding.UTF8.GetString(state.View.Path(file));
                result.AddRange(LineFacts.Names(content).Select(name => $"{path}:{name.Line} {name.Name}"));
            }
        }

        result.Sort(StringComparer.Ordinal);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        Repository.Dispose();
    }

    private static void AddDefinitions(View view, MountedSegment mounted, PostingTable table, int key, List<string> result)
    {
        var name = Encoding.UTF8.GetString(table.Key(key));
        var postings = table.Postings(key);
        while (postings.MoveNext())
        {
            foreach (var file in mounted.FilesOf(postings.Blob))
            {
                var definitions = postings.Definitions;
                while (definitions.MoveNext())
                {
                    result.Add($"{Encoding.UTF8.GetString(view.Path(file))}:{definitions.Line} {name}");
                }
            }
        }
    }
}
