using System.Net.Http;
using Amazon.Runtime;
using Revdex.Storage.Remote;

namespace Revdex.Storage.S3;

/// <summary>Gives the S3 client one HTTP client of ours for all it does.</summary>
internal sealed class S3HttpClients(StoreOptions options) : HttpClientFactory
{
    private readonly HttpClient _client = StoreHttp.NewClient(options, redirects: false, inner => new NoRedirects(inner));

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;

    /// <summary>The client follows a redirect by itself, and signs for wherever it leads; without an address it cannot.</summary>
    private sealed class NoRedirects(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            response.Headers.Location = null;
            return response;
        }
    }
}
