using System.Net;

namespace Revdex.Cli.Mcp.Http;

/// <summary>Why a request is not answered, in words for its user.</summary>
internal sealed record HttpRefusal(HttpStatusCode Status, string Message)
{
    public (string Name, string Value)? Header { get; init; }

    /// <summary>What clients look for in the body: <c>-32000</c> the request is wrong, <c>-32001</c> the session is not known (any more).</summary>
    public int Code { get; init; } = -32000;
}
