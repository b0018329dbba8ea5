using System.Net;
using System.Net.Http;

namespace Revdex.Storage.Remote;

/// <summary>How HTTP is spoken: the same for all stores. Time-outs and attempts are the caller's.</summary>
internal static class StoreHttp
{
    private const int ConnectTimeoutSeconds = 10;
    private const int ConnectionsMax = 32;
    private const int RedirectsMax = 5;

    /// <param name="redirects">Followed from https to https only; what authorises a request is never sent on.</param>
    /// <param name="around">Put around the handler that sends; null: nothing.</param>
    public static HttpClient NewClient(StoreOptions options, bool redirects, Func<HttpMessageHandler, HttpMessageHandler>? around = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = redirects,
            MaxAutomaticRedirections = RedirectsMax,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(ConnectTimeoutSeconds),
            MaxConnectionsPerServer = ConnectionsMax,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        };
        options.Connecting?.Invoke(handler);
        return new HttpClient(around?.Invoke(handler) ?? handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Plain http is for this machine, or where the user allowed it; a committed file gets neither.</summary>
    /// <exception cref="RevdexException">It is refused (<see cref="ExitCode.Usage"/>).</exception>
    public static void CheckScheme(Uri uri, StoreOptions options)
    {
        var isPlain = uri.Scheme == Uri.UriSchemeHttp;
        if (uri.Scheme == Uri.UriSchemeHttps || (isPlain && options.IsNamedByUser && (uri.IsLoopback || options.AllowsPlainHttp)))
        {
            return;
        }

        var place = uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        throw new RevdexException(
            !isPlain ? $"'{place}' is no address of a store: write https://"
            : options.IsNamedByUser ? $"'{place}' is plain http: use https, or allow it with git config revdex.plainHttp true"
            : $"'{place}' is plain http, which a committed {StoreUrl.CommittedFile} may not name: use https",
            ExitCode.Usage);
    }

    /// <summary>How long the store asks to be left alone (RFC 9110, Retry-After: seconds or a date).</summary>
    public static TimeSpan? RetryAfter(string? value) =>
        int.TryParse(value, System.Globalization.NumberStyles.None, null, out var seconds) ? TimeSpan.FromSeconds(seconds)
        : DateTimeOffset.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var date) && date > DateTimeOffset.UtcNow ? date - DateTimeOffset.UtcNow
        : null;
}
