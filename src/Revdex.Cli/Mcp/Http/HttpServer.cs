using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Revdex.Cli.Mcp.Http;

/// <summary>
/// MCP over streamable HTTP on the loopback interface, for clients that share one server. The library speaks the protocol; this carries bodies to and from
/// it. Streams that a client opens to hear what it did not ask for (GET) are not offered: there is nothing of that kind.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    public const string Path = "/mcp";

    private const string SessionHeader = "Mcp-Session-Id";

    private const int BodyMaxBytes = 4 * 1024 * 1024;

    private const int PortTriesMax = 10;

    private readonly HttpListener _listener;
    private readonly HttpGate _gate;

    private HttpServer(HttpListener listener, int port, AccessToken token)
    {
        (_listener, _gate) = (listener, new HttpGate(token));
        Address = $"http://{Host}:{port}{Path}";
    }

    /// <summary>The address that clients are given.</summary>
    public string Address { get; }

    /// <summary>On Windows only this name is free for everybody.</summary>
    private static string Host => OperatingSystem.IsWindows() ? "localhost" : "127.0.0.1";

    /// <param name="port">0: any that is free.</param>
    /// <exception cref="RevdexException">The port is taken.</exception>
    public static HttpServer Listen(int port, AccessToken token)
    {
        for (var tried = 1; ; tried++)
        {
            var chosen = port > 0 ? port : FreePort();
            var listener = new HttpListener { Prefixes = { $"http://{Host}:{chosen}/" }, IgnoreWriteExceptions = true };
            try
            {
                listener.Start();
                return new HttpServer(listener, chosen, token);
            }
            catch (HttpListenerException e)
            {
                listener.Close();
                if (port > 0 || tried == PortTriesMax)
                {
                    throw new RevdexException($"port {chosen} cannot be listened on ({e.Message}): choose another, or 0 for any that is free");
                }
            }
        }
    }

    /// <summary>Answers until it is cancelled.</summary>
    public async Task RunAsync(McpServerOptions options, CancellationToken cancellation)
    {
        var sessions = new HttpSessions(options);
        await using (sessions.ConfigureAwait(false))
        {
            using var stopping = cancellation.Register(_listener.Stop);
            while (_listener.IsListening && !cancellation.IsCancellationRequested)
            {
                try
                {
                    var context = await _listener.GetContextAsync().ConfigureAwait(false);
                    _ = Task.Run(() => AnswerAsync(sessions, context, cancellation), CancellationToken.None);
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    // Stopped; or one request was none.
                }
            }
        }
    }

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AnswerAsync(HttpSessions sessions, HttpListenerContext context, CancellationToken cancellation)
    {
        try
        {
            var refusal = _gate.Check(context.Request)
                ?? (context.Request.HttpMethod == "DELETE" ? await EndAsync(sessions, context).ConfigureAwait(false) : await PostAsync(sessions, context, cancellation).ConfigureAwait(false));
            if (refusal is not null)
            {
                Refuse(context.Response, refusal);
            }

            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            context.Response.Abort(); // The client is gone, or the server goes.
        }
    }

    private static async ValueTask<HttpRefusal?> EndAsync(HttpSessions sessions, HttpListenerContext context)
    {
        context.Response.StatusCode = (int)HttpStatusCode.NoContent;
        return await sessions.EndAsync(context.Request.Headers[SessionHeader]).ConfigureAwait(false) ? null : UnknownSession();
    }

    private static async Task<HttpRefusal?> PostAsync(HttpSessions sessions, HttpListenerContext context, CancellationToken cancellation)
    {
        if (await BodyAsync(context.Request, cancellation).ConfigureAwait(false) is not { } body)
        {
            return new(HttpStatusCode.RequestEntityTooLarge, $"a message has at most {BodyMaxBytes} bytes");
        }

        if (Parse(body) is not { } message)
        {
            return new(HttpStatusCode.BadRequest, "the body is no JSON-RPC message");
        }

        if (await sessions.OfAsync(context.Request.Headers[SessionHeader], message).ConfigureAwait(false) is not { } session)
        {
            return UnknownSession();
        }

        try
        {
            await PostAsync(session, message, context.Response, cancellation).ConfigureAwait(false);
            return null;
        }
        finally
        {
            await (session.IsForOneRequest ? session.DisposeAsync() : default).ConfigureAwait(false);
        }
    }

    private static async Task PostAsync(HttpSession session, JsonRpcMessage message, HttpListenerResponse response, CancellationToken cancellation)
    {
        response.ContentType = "text/event-stream";
        response.Headers["Cache-Control"] = "no-cache, no-store";
        response.SendChunked = true;
        if (session.Transport.SessionId is { } id)
        {
            response.Headers[SessionHeader] = id;
        }

        if (!await session.Transport.HandlePostRequestAsync(message, response.OutputStream, cancellation).ConfigureAwait(false))
        {
            (response.StatusCode, response.ContentType) = ((int)HttpStatusCode.Accepted, null);
            (response.SendChunked, response.ContentLength64) = (false, 0);
        }
    }

    /// <summary>Null where it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpListenerRequest request, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        while (body.WrittenCount <= BodyMaxBytes)
        {
            var read = await request.InputStream.ReadAsync(body.GetMemory(4096), cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return body.WrittenMemory;
            }

            body.Advance(read);
        }

        return null;
    }

    private static JsonRpcMessage? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return (JsonRpcMessage?)JsonSerializer.Deserialize(body.Span, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage)));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HttpRefusal UnknownSession() => new(HttpStatusCode.NotFound, "there is no such session (any more): initialize again") { Code = -32001 };

    private static void Refuse(HttpListenerResponse response, HttpRefusal refusal)
    {
        response.StatusCode = (int)refusal.Status;
        response.ContentType = "application/json";
        if (refusal.Header is var (name, value))
        {
            response.Headers[name] = value;
        }

        using var json = new Utf8JsonWriter(response.OutputStream);
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WriteNull("id"u8);
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, refusal.Code);
        json.WriteString("message"u8, refusal.Message);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
