using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Revdex.Cli.Mcp;

/// <summary>Two beginnings that people choose by name: get to know the repository, review a change. Each carries what the index says already.</summary>
internal sealed class ServerPrompts(ToolCalls calls)
{
    public const string Orient = "orient";

    public const string Review = "review";

    /// <summary>What a prompt may say of the repository before the model has asked anything.</summary>
    private const string OutlineTokens = "3000";

    private const string ChangesTokens = "4000";

    /// <summary>The result of <c>prompts/list</c>.</summary>
    public static ReadOnlySpan<byte> List =>
        """{"prompts":["""u8
        + """{"name":"orient","description":"Get to know this repository, or a folder of it","arguments":[{"name":"path","description":"Folder; default: all of it"}]},"""u8
        + """{"name":"review","description":"Review what changed against another revision","arguments":[{"name":"base","description":"Revision to compare with; default: HEAD, so that uncommitted changes are reviewed. main... is the branch"}]}]}"""u8;

    /// <exception cref="McpException">There is no such prompt, an argument is unknown, or a tool fails.</exception>
    public async ValueTask<GetPromptResult> GetAsync(string name, IDictionary<string, JsonElement>? arguments, CancellationToken cancellation)
    {
        var prompt = Handshake.Of<ListPromptsResult>(List).Prompts.FirstOrDefault(p => p.Name == name) ?? throw new McpProtocolException($"there is no prompt '{name}' (there are {Orient}, {Review})", McpErrorCode.InvalidParams);
        if (arguments?.Keys.FirstOrDefault(key => prompt.Arguments!.All(a => a.Name != key)) is { } unknown)
        {
            throw new McpProtocolException($"the prompt '{name}' has no argument '{unknown}' (it takes {prompt.Arguments![0].Name})", McpErrorCode.InvalidParams);
        }

        var value = arguments is not null && arguments.TryGetValue(prompt.Arguments![0].Name, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
        var text = name == Orient ? await OrientAsync(value, cancellation).ConfigureAwait(false) : await ReviewAsync(value, cancellation).ConfigureAwait(false);
        return new GetPromptResult { Description = prompt.Description, Messages = [new PromptMessage { Role = Role.User, Content = new TextContentBlock { Text = text } }] };
    }

    private async Task<string> OrientAsync(string path, CancellationToken cancellation)
    {
        var outline = await calls.TextAsync("outline", [new("path", path), new("max_tokens", OutlineTokens)], cancellation).ConfigureAwait(false);
        var churn = await calls.TextAsync("history", [new("mode", "churn"), new("path", path), new("limit", "15")], cancellation).ConfigureAwait(false);
        return $"""
            Explain this {(path.Length == 0 ? "repository" : $"part of the repository, {path}")}: what it is for, its main parts and how they work together, where a newcomer should start reading, and what changes most.
            Use the revdex tools rather than reading whole files: outline for a folder or file, source for a symbol, graph for callers and callees, search for ideas in words. Say where you guess.

            Its files with their main symbols:
            {outline}

            Most changed:
            {churn}
            """;
    }

    private async Task<string> ReviewAsync(string against, CancellationToken cancellation)
    {
        var changes = await calls.TextAsync("changes", [.. against.Length > 0 ? [new("base", against)] : (KeyValuePair<string, string>[])[], new("max_tokens", ChangesTokens)], cancellation).ConfigureAwait(false);
        return $"""
            Review this change. For each symbol that changed, read it (source) and what it was (source with rev), and for each changed signature or removed symbol its callers (references or graph), also those that did not change.
            Report defects first, most severe first, each with its place and why; then risks that tests do not cover. Do not describe what the change does line by line.

            The symbols that changed:
            {changes}
            """;
    }
}
