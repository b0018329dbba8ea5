using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Revdex.Cli.Mcp;

/// <summary>What a client can attach without a model's asking: the state of the index, the outline of a file or folder, a symbol's source.</summary>
internal sealed class ServerResources(ToolCalls calls)
{
    public const string OutlineTemplate = Scheme + "outline/{+path}";

    public const string SourceTemplate = Scheme + "source/{+name}";

    private const string Scheme = "revdex://";

    private const string StatusUri = Scheme + "status";

    private const string PlainText = "text/plain";

    /// <summary>The result of <c>resources/list</c>.</summary>
    public static ReadOnlySpan<byte> List =>
        """{"resources":[{"name":"status","uri":"revdex://status","description":"What the index knows of this repository, and how fresh it is","mimeType":"text/plain"}]}"""u8;

    /// <summary>The result of <c>resources/templates/list</c>.</summary>
    public static ReadOnlySpan<byte> Templates =>
        """{"resourceTemplates":["""u8
        + """{"name":"outline","uriTemplate":"revdex://outline/{+path}","description":"The symbols of a file, or of each file of a folder","mimeType":"text/plain"},"""u8
        + """{"name":"source","uriTemplate":"revdex://source/{+name}","description":"The text of a symbol, or of lines path:10-40","mimeType":"text/plain"}]}"""u8;

    /// <exception cref="McpException">There is no such resource, or the tool that makes it fails.</exception>
    public async ValueTask<ReadResourceResult> ReadAsync(string uri, CancellationToken cancellation)
    {
        var rest = uri.StartsWith(Scheme, StringComparison.Ordinal) ? uri[Scheme.Length..] : "";
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (kind, subject) = slash < 0 ? (rest, "") : (rest[..slash], Uri.UnescapeDataString(rest[(slash + 1)..]));
        var text = (kind, subject.Length > 0) switch
        {
            ("status", false) => await calls.TextAsync("status", [], cancellation).ConfigureAwait(false),
            ("outline", _) => await calls.TextAsync("outline", [new("path", subject)], cancellation).ConfigureAwait(false),
            ("source", true) => await calls.TextAsync("source", [new("name", subject)], cancellation).ConfigureAwait(false),
            _ => throw new McpProtocolException($"there is no resource '{uri}' (there are {StatusUri}, {OutlineTemplate}, {SourceTemplate})", McpErrorCode.ResourceNotFound),
        };
        return new ReadResourceResult { Contents = [new TextResourceContents { Uri = uri, MimeType = PlainText, Text = text }] };
    }
}
