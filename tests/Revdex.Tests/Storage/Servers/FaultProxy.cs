using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Revdex.Tests.Storage.Servers;

/// <summary>Stands before a server and passes requests on as they are, but for the faults that it is told to make.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private const int ChunkBytes = 16 * 1024;

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly string _upstream;
    private readonly CancellationTokenSource _stop = new();
    private LoopbackServer _server = null!; // StartAsync sets it
    private int _count;
    private long _bytesSent;

    private FaultProxy(string upstream) => _upstream = upstream;

    public string Address => _server.Address;

    /// <summary>What to do to a request, by its method and path and its number from 0. Called from many threads.</summary>
    public Func<string, int, Fault> Faults { get; set; } = (_, _) => Fault.None;

    /// <summary><c>GET /path</c> with the range, in order of arrival.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Of answers' bodies.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <param name="upstream">An address without a path.</param>
    public static async Task<FaultProxy> StartAsync(string upstream)
    {
        var proxy = new FaultProxy(upstream);
        proxy._server = await LoopbackServer.StartAsync(proxy.HandleAsync);
        return proxy;
    }

    /// <summary>Faults one after the other, then none.</summary>
    public void Script(params Fault[] faults)
    {
        Interlocked.Exchange(ref _count, 0);
        Faults = (_, number) => number < faults.Length ? faults[number] : Fault.None;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _server.DisposeAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stop.Token);
        var line = $"{context.Request.Method} {context.Request.Path}";
        _requests.Enqueue($"{line} {context.Request.Headers.Range}{context.Request.Headers["x-ms-range"]}".TrimEnd());
        var fault = Faults(line, Interlocked.Increment(ref _count) - 1);
        try
        {
            await HandleAsync(context, fault, over.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            context.Abort();
        }
    }

    private async Task HandleAsync(HttpContext context, Fault fault, CancellationToken over)
    {
        switch (fault)
        {
            case Fault.Reset:
                context.Abort();
                return;
            case Fault.Silence:
                await Task.Delay(Timeout.Infinite, over);
                return;
            case Fault.Status status:
                context.Response.StatusCode = status.Code;
                context.Response.Headers.RetryAfter = status.RetryAfter;
                return;
            case Fault.Delay delay:
                await Task.Delay(delay.Milliseconds, over);
                break;
            case Fault.Slow slow:
                await Task.Delay(slow.Pace.LatencyMs, over);
                break;
        }

        using var request = await CopyAsync(context.Request, over);
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, over);
        if (fault is Fault.LostAnswer)
        {
            context.Abort();
            return;
        }

        CopyHeaders(answer, context.Response);
        if (context.Request.Method != "HEAD")
        {
            await SendBodyAsync(context, answer, fault, over);
        }
    }

    private async Task SendBodyAsync(HttpContext context, HttpResponseMessage answer, Fault fault, CancellationToken over)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(over);
        var buffer = new byte[ChunkBytes];
        var sent = 0;
        for (int count; (count = await body.ReadAsync(buffer, over)) > 0; sent += count)
        {
            if (fault is Fault.Cut cut && sent + count > cut.AfterBytes)
            {
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, cut.AfterBytes - sent), over);
                await context.Response.Body.FlushAsync(over);
                await Task.Delay(cut.IsSilent ? Timeout.Infinite : 0, over);
                context.Abort();
                return;
            }

            if (fault is Fault.WrongBytes)
            {
                buffer[count / 2] ^= 1;
            }

            await (fault is Fault.Slow slow ? slow.Pace.SendAsync(count, over) : Task.CompletedTask);
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, count), over);
            Interlocked.Add(ref _bytesSent, count);
        }
    }

    /// <summary>Host included: signatures are over it.</summary>
    private async Task<HttpRequestMessage> CopyAsync(HttpRequest request, CancellationToken over)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget; // Kestrel sets it.
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_upstream + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, over);
        copy.Content = request.ContentLength is null && body.Length == 0 ? null : new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in request.Headers)
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        copy.Headers.Host = request.Host.Value;
        return copy;
    }

    private static void CopyHeaders(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")))
        {
            response.Headers[name] = values.ToArray();
        }
    }
}
