using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Revdex.Tests.Storage.Servers;

/// <summary>A folder behind a web server, as a pages site has it.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Request, string Authorization)> _requests = new();
    private readonly string _folder;
    private LoopbackServer _server = null!; // StartAsync sets it

    private FileServer(string folder) => _folder = folder;

    public string Address => _server.Address;

    /// <summary>As the simplest of servers do.</summary>
    public bool IgnoresRanges { get; set; }

    /// <summary>Sends everybody on to the same path there.</summary>
    public string? RedirectsTo { get; set; }

    /// <summary>Method, path and query, and who asks.</summary>
    public IReadOnlyList<(string Request, string Authorization)> Requests => [.. _requests];

    public static async Task<FileServer> StartAsync(string folder)
    {
        var server = new FileServer(folder);
        server._server = await LoopbackServer.StartAsync(server.HandleAsync);
        return server;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        _requests.Enqueue(($"{request.Method} {request.Path}{request.QueryString}", request.Headers.Authorization.ToString()));
        var path = Path.Combine(_folder, request.Path.Value!.TrimStart('/')); // Requests have one.
        if (RedirectsTo is { } target)
        {
            context.Response.Redirect($"{target}{request.Path}");
        }
        else if (!File.Exists(path))
        {
            context.Response.StatusCode = 404;
        }
        else
        {
            if (IgnoresRanges)
            {
                request.Headers.Range = default;
            }

            var content = await File.ReadAllBytesAsync(path);
            await ContentAnswer.SendAsync(context, content, $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
        }
    }
}
