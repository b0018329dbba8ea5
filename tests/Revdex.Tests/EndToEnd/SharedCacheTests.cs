using System.Globalization;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Revdex.Tests.Mcp;

namespace Revdex.Tests.EndToEnd;

/// <summary>Agents of several worktrees, two on each, begin at once with one empty cache.</summary>
public sealed class SharedCacheTests : IDisposable
{
    private const int Worktrees = 3;

    private const int ReadersOfEach = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly SampleRepository _sample = new();
    private readonly List<TestRepository> _worktrees = [];

    public void Dispose()
    {
        _worktrees.ForEach(w => w.Dispose());
        _sample.Dispose();
    }

    [Fact]
    public async Task Each_reader_answers_of_its_own_worktree_whatever_the_others_do_to_the_cache()
    {
        var many = ManyFiles.CommitAside(_sample.Git, functions: 20);
        for (var i = 0; i < Worktrees; i++)
        {
            var worktree = _sample.Git.AddWorktree("-b", $"side{i}");
            worktree.Run("reset", "-q", "--hard", many.ToString());
            _worktrees.Add(worktree);
            worktree.Write("many/mine.py", $"def committed{i}(): pass\n");
            worktree.Commit();
            worktree.Write("many/edited.py", $"def edited{i}(): pass\n");
        }

        using var timeout = new CancellationTokenSource(Patience);
        var asking = _worktrees.SelectMany((worktree, i) => Enumerable.Range(0, ReadersOfEach).Select(_ => AskAsync(worktree, i, timeout.Token))).ToList();
        asking.Add(CleanAsync(asking, timeout.Token));
        await Task.WhenAll(asking);

        foreach (var worktree in _worktrees)
        {
            await RunAsync(worktree, "index"); // As the last gc may have taken it.
            await RunAsync(worktree, "verify", "--all");
        }
    }

    private static async Task RunAsync(TestRepository worktree, params string[] command)
    {
        var (exitCode, output, errors) = await RevdexProcess.RunAsync(worktree.Root, command);
        Assert.True(exitCode == 0, output + errors);
    }

    /// <summary>Until the answers are whole, then of the edit that is made meanwhile.</summary>
    private static async Task AskAsync(TestRepository worktree, int number, CancellationToken cancellation)
    {
        await using var client = await McpClient.CreateAsync(
            new StdioClientTransport(new StdioClientTransportOptions { Command = "dotnet", Arguments = [RevdexProcess.Assembly, "serve", "-C", worktree.Root] }), cancellationToken: cancellation);
        var names = string.Create(CultureInfo.InvariantCulture, $"committed{number}, edited{number}");
        while (await FindAsync(client, cancellation) is var answer && answer != names)
        {
            Assert.True(answer.Length == 0 || names.Contains(answer, StringComparison.Ordinal), answer); // Not yet all; never another's.
        }

        JsonElement counted;
        do
        {
            counted = await CallAsync(client, "sql", ("query", "select count(*) as n from symbols where name = 'name7'"), cancellation);
        }
        while (!IsWhole(counted)); // What a clean-up took is fetched or made again, and said to be missing meanwhile.

        Assert.True(counted.GetProperty("results")[0].GetProperty("n").GetInt32() == ManyFiles.Count, counted.GetRawText());
    }

    private static async Task<string> FindAsync(McpClient client, CancellationToken cancellation)
    {
        var answer = await CallAsync(client, "sql", ("query", "select name from symbols where name like 'committed%' or name like 'edited%' order by name"), cancellation);
        return IsWhole(answer) ? string.Join(", ", answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("name").GetString())) : "";
    }

    private static bool IsWhole(JsonElement answer) => answer.GetProperty("view").GetProperty("complete").GetBoolean();

    private static async Task<JsonElement> CallAsync(McpClient client, string tool, (string Name, string Value) argument, CancellationToken cancellation)
    {
        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { [argument.Name] = argument.Value }, cancellationToken: cancellation);
        Assert.True(result.IsError != true, result.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text);
        return result.StructuredContent!.Value;
    }

    /// <summary>Takes out of the cache what it can, again and again, while the readers work.</summary>
    private async Task CleanAsync(List<Task> asking, CancellationToken cancellation)
    {
        var others = Task.WhenAll([.. asking]);
        while (!others.IsCompleted)
        {
            var start = RevdexProcess.StartInfo(_sample.Root, "gc");
            start.Environment["REVDEX_CACHEBUDGET"] = "1m";
            var (exitCode, _, errors) = await RevdexProcess.RunAsync(start);
            Assert.True(exitCode == 0, errors);
            await Task.WhenAny(others, Task.Delay(200, cancellation));
        }
    }
}
