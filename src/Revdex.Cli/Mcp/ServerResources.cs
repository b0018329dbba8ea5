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

    public static ListResourcesResult List() => new()
    {
        Resources = [new Resource { Uri = StatusUri, Name = "status", Description = "What the index knows of this repository, and how fresh it is", MimeType = PlainText }],
    };

    public static ListResourceTemplatesResult Templates() => new()
    {
        ResourceTemplates =
        [
            new ResourceTemplate { UriTemplate = OutlineTemplate, Name = "outline", Description = "The symbols of a file, or of each file of a folder", MimeType = PlainText },
            new ResourceTemplate { UriTemplate = SourceTemplate, Name = "source", Description = "The text of a symbol, or of lines path:10-40", MimeType = PlainText },
        ],
    };

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
