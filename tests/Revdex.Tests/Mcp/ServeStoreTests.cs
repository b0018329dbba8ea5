using System.Text.Json;
using ModelContextProtocol.Client;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Mcp;

/// <summary>The real server process with a store that fails and comes back.</summary>
public sealed class ServeStoreTests : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly SampleRepository _sample = new();
    private readonly TemporaryFolder _store = new();
    private FileServer _server = null!; // set by InitializeAsync, which xunit calls before each test
    private FaultProxy _proxy = null!; // the same

    public async Task InitializeAsync()
    {
        _server = await FileServer.StartAsync(_store.Path);
        _proxy = await FaultProxy.StartAsync(_server.Address);
        _sample.Git.Run("config", "revdex.store", _proxy.Address);
        for (var i = 0; i < 450; i++)
        {
            _sample.Git.Write($"many/F{i}.cs", $"class F{i} {{}}\n"); // More than a reader fills in without looking for a snapshot.
        }

        _sample.Git.Commit();
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
        _sample.Dispose();
        _store.Dispose();
    }

    [Fact]
    public async Task Answers_are_right_while_the_store_fails_and_say_so_until_it_works()
    {
        _proxy.Faults = (_, _) => new Fault.Status(503);
        await using var client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = "dotnet",
            Arguments = [RevdexProcess.Assembly, "serve"],
            WorkingDirectory = _sample.Root,
        }));
        using var timeout = new CancellationTokenSource(Timeout);
        var outline = await client.CallToolAsync("outline", new Dictionary<string, object?> { ["path"] = "src/Parser.cs" }, cancellationToken: timeout.Token);
        Assert.Contains("Parse", outline.StructuredContent!.Value.GetRawText(), StringComparison.Ordinal);

        var failing = await FindUntilAsync(client, answer => IsComplete(answer) && Notice(answer)?.Contains("503", StringComparison.Ordinal) == true, timeout.Token);
        Assert.Equal("many/F449.cs", failing.GetProperty("results")[0].GetProperty("path").GetString());
        Assert.Contains($"store {_proxy.Address}: get v1/commits/", Notice(failing), StringComparison.Ordinal);

        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _proxy.Faults = (_, _) =>
        {
            asked.TrySetResult();
            return Fault.None;
        };
        await asked.Task.WaitAsync(timeout.Token);
        var working = await FindUntilAsync(client, answer => Notice(answer) is null, timeout.Token);
        Assert.True(IsComplete(working));
    }

    private static async Task<JsonElement> FindUntilAsync(McpClient client, Func<JsonElement, bool> isExpected, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await client.CallToolAsync("find", new Dictionary<string, object?> { ["name"] = "F449", ["match"] = "exact" }, cancellationToken: cancellationToken);
            if (result.StructuredContent!.Value is var answer && isExpected(answer))
            {
                return answer;
            }
        }
    }

    private static bool IsComplete(JsonElement answer) => answer.GetProperty("view").GetProperty("complete").GetBoolean();

    private static string? Notice(JsonElement answer) => answer.TryGetProperty("notice", out var notice) ? notice.GetString() : null;
}
