using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Revdex.Cli.Mcp.Http;

/// <summary>The clients that introduced themselves. A request without a session is answered by itself. Safe for many threads.</summary>
internal sealed class HttpSessions(McpServerOptions options) : IAsyncDisposable
{
    /// <summary>Clients come and go without a word: of more than this the one that was silent longest is forgotten, and introduces itself again.</summary>
    private const int SessionsMax = 64;

    private const int IdBytes = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, HttpSession> _sessions = [];

    /// <summary>The session that a message belongs to; dispose what <see cref="HttpSession.IsForOneRequest"/> after it.</summary>
    /// <param name="id">As the client gave it; null: none.</param>
    /// <returns>Null where there is no such session.</returns>
    public async ValueTask<HttpSession?> OfAsync(string? id, JsonRpcMessage message)
    {
        if (id is not null)
        {
            lock (_lock)
            {
                return _sessions.TryGetValue(id, out var known) ? known.Use() : null;
            }
        }

        if (message is not JsonRpcRequest { Method: RequestMethods.Initialize })
        {
            return new HttpSession(new StreamableHttpServerTransport { Stateless = true }, options) { IsForOneRequest = true };
        }

        var made = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        var session = new HttpSession(new StreamableHttpServerTransport { SessionId = made }, options);
        if (Add(made, session) is { } forgotten)
        {
            await forgotten.DisposeAsync().ConfigureAwait(false);
        }

        return session;
    }

    /// <summary>False where there is no such session.</summary>
    public async ValueTask<bool> EndAsync(string? id)
    {
        HttpSession? session;
        lock (_lock)
        {
            if (id is null || !_sessions.Remove(id, out session))
            {
                return false;
            }
        }

        await session.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        List<HttpSession> all;
        lock (_lock)
        {
            all = [.. _sessions.Values];
            _sessions.Clear();
        }

        foreach (var session in all)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Gives the one that is forgotten for it.</summary>
    private HttpSession? Add(string id, HttpSession session)
    {
        lock (_lock)
        {
            HttpSession? forgotten = null;
            if (_sessions.Count >= SessionsMax)
            {
                var silent = _sessions.MinBy(known => known.Value.UsedAtMs);
                _sessions.Remove(silent.Key);
                forgotten = silent.Value;
            }

            _sessions.Add(id, session.Use());
            return forgotten;
        }
    }
}
