using ModelContextProtocol.Server;

namespace Revdex.Cli.Mcp.Http;

/// <summary>One client's server, running from the start.</summary>
internal sealed class HttpSession : IAsyncDisposable
{
    private readonly McpServer _server;
    private readonly Task _running;
    private readonly CancellationTokenSource _stop = new();

    public HttpSession(StreamableHttpServerTransport transport, McpServerOptions options)
    {
        Transport = transport;
        _server = McpServer.Create(transport, options);
        _running = _server.RunAsync(_stop.Token);
    }

    public StreamableHttpServerTransport Transport { get; }

    public bool IsForOneRequest { get; init; }

    public long UsedAtMs { get; private set; }

    public HttpSession Use()
    {
        UsedAtMs = Environment.TickCount64;
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        await Transport.DisposeAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
