using System.Net;

namespace Revdex.Cli.Mcp.Http;

/// <summary>
/// Decides who is answered. A page of the web that a browser on this machine shows can send requests to the loopback interface, also under a name that it makes
/// point there: both show in the headers that are checked here, besides the token.
/// </summary>
internal sealed class HttpGate(AccessToken token)
{
    private const string Allowed = "POST, DELETE";

    private static readonly string[] LocalNames = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>The answer to whom is turned away; null: come in.</summary>
    public HttpRefusal? Check(HttpListenerRequest request) =>
        !IsLocal(request.UserHostName) ? new(HttpStatusCode.Forbidden, "this server answers to 127.0.0.1 and localhost only")
        : request.Headers["Origin"] is { } origin && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLocal(page.Authority)) ? new(HttpStatusCode.Forbidden, "requests of web pages are not answered")
        : !token.IsGiven(request.Headers["Authorization"]) ? new(HttpStatusCode.Unauthorized, $"the token is missing or wrong: send 'Authorization: Bearer …' with what {token.Source} holds") { Header = ("WWW-Authenticate", "Bearer") }
        : request.Url?.AbsolutePath != HttpServer.Path ? new(HttpStatusCode.NotFound, $"there is only {HttpServer.Path}")
        : request.HttpMethod is not ("POST" or "DELETE") ? new(HttpStatusCode.MethodNotAllowed, $"methods are {Allowed}; nothing is sent that was not asked for") { Header = ("Allow", Allowed) }
        : request.HttpMethod == "POST" && request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true ? new(HttpStatusCode.UnsupportedMediaType, "the content type is application/json")
        : null;

    private static bool IsLocal(string authority) => LocalNames.Any(name => authority == name || (authority.StartsWith(name, StringComparison.OrdinalIgnoreCase) && authority[name.Length] == ':'));
}
