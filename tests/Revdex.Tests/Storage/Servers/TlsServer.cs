using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace Revdex.Tests.Storage.Servers;

/// <summary>A web server that speaks https with a certificate of its own, and notes who asks.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Request, string Authorization)> _requests = new();
    private readonly X509Certificate2 _certificate = SelfSigned();
    private LoopbackServer _server = null!; // StartAsync sets it

    public string Address => _server.Address;

    public IReadOnlyList<(string Request, string Authorization)> Requests => [.. _requests];

    public static async Task<TlsServer> StartAsync(RequestDelegate handle)
    {
        var server = new TlsServer();
        server._server = await LoopbackServer.StartAsync(Note, server._certificate);
        return server;

        Task Note(HttpContext context)
        {
            server._requests.Enqueue(($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}", context.Request.Headers.Authorization.ToString()));
            return handle(context);
        }
    }

    /// <summary>Makes a client take this server's certificate, and no other that is not generally trusted.</summary>
    public void Trust(SocketsHttpHandler handler) => Trust(handler, _certificate);

    public static void Trust(SocketsHttpHandler handler, X509Certificate2 certificate) =>
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, errors) =>
            errors == System.Net.Security.SslPolicyErrors.None || shown?.GetCertHashString() == certificate.GetCertHashString();

    public static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=revdex-test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null); // Windows cannot serve with a key that is only in memory.
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }
}
