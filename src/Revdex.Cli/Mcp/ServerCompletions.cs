using System.Text;
using ModelContextProtocol.Protocol;
using Revdex.Query;
using Revdex.Query.Tools;

namespace Revdex.Cli.Mcp;

/// <summary>Completes paths and names of symbols in the arguments of resource templates and prompts.</summary>
internal static class ServerCompletions
{
    /// <summary>What the protocol allows.</summary>
    private const int ValuesMax = 100;

    public static async ValueTask<CompleteResult> CompleteAsync(Task<Reader> reader, CompleteRequestParams request, CancellationToken cancellation)
    {
        var isPath = request.Argument.Name == "path";
        var isName = request is { Argument.Name: "name", Ref: ResourceTemplateReference };
        if (!isPath && !isName)
        {
            return new CompleteResult();
        }

        var open = await reader.WaitAsync(cancellation).ConfigureAwait(false);
        using var state = await open.StateAsync(null, null, cancellation).ConfigureAwait(false);
        var prefix = Encoding.UTF8.GetBytes(request.Argument.Value);
        var values = isPath ? Completions.OfPath(state, prefix, ValuesMax + 1) : Completions.OfName(state, prefix, ValuesMax + 1);
        return new CompleteResult { Completion = new() { Values = [.. values.Take(ValuesMax)], HasMore = values.Count > ValuesMax } };
    }
}
