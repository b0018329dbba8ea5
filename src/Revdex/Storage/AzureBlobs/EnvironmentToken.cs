using System.Net.Http;
using System.Text.Json;
using Azure.Core;
using Revdex.Storage.Remote;

namespace Revdex.Storage.AzureBlobs;

/// <summary>
/// A token from what the environment has, by the one request that each takes: a client secret, a federated token in a file, GitHub's identity
/// token, or the Azure command line that is logged in. Instead of Azure.Identity, which brings a browser log-in and a token cache along.
/// Source of the request: Microsoft identity platform, client credentials with a secret or an assertion.
/// </summary>
internal sealed class EnvironmentToken : TokenCredential
{
    private const string StorageScope = "https://storage.azure.com/.default";
    private const string GitHubAudience = "api://AzureADTokenExchange";
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly StoreOptions _options;
    private readonly HttpClient _client;
    private readonly string? _azPath;

    private EnvironmentToken(StoreOptions options, string source, string? azPath = null)
    {
        (_options, Source, _azPath) = (options, source, azPath);
        _client = StoreHttp.NewClient(options, redirects: false);
    }

    /// <summary>For errors: what it is that may or may not do something.</summary>
    public string Source { get; }

    /// <summary>Null where the environment has none.</summary>
    public static EnvironmentToken? TryOf(StoreOptions options)
    {
        var isApplication = options.Environment("AZURE_CLIENT_ID") is not null && options.Environment("AZURE_TENANT_ID") is not null;
        return isApplication && options.Environment("AZURE_CLIENT_SECRET") is not null ? new EnvironmentToken(options, "the application of AZURE_CLIENT_ID (client secret)")
            : isApplication && options.Environment("AZURE_FEDERATED_TOKEN_FILE") is not null ? new EnvironmentToken(options, "the application of AZURE_CLIENT_ID (federated token file)")
            : isApplication && GitHubIdentity.IsThere(options) ? new EnvironmentToken(options, "the application of AZURE_CLIENT_ID (GitHub's identity)")
            : AzureCommandLine.TryFind(options.Environment("PATH")) is { } az ? new EnvironmentToken(options, "the account that 'az login' logged in", az)
            : null;
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("stores are used asynchronously");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => _azPath is not null
        ? await AzureCommandLine.TokenAsync(_azPath, _options.Environment("AZURE_TENANT_ID"), cancellationToken).ConfigureAwait(false)
        : await RequestAsync(await ProofAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private async Task<KeyValuePair<string, string>[]> ProofAsync(CancellationToken cancellationToken)
    {
        if (_options.Environment("AZURE_CLIENT_SECRET") is { } secret)
        {
            return [new("client_secret", secret)];
        }

        var assertion = _options.Environment("AZURE_FEDERATED_TOKEN_FILE") is { } path
            ? await ReadAsync(path, cancellationToken).ConfigureAwait(false)
            : await GitHubIdentity.TokenAsync(_client, GitHubAudience, _options, cancellationToken).ConfigureAwait(false);
        return [new("client_assertion_type", AssertionType), new("client_assertion", assertion)];
    }

    private async ValueTask<AccessToken> RequestAsync(KeyValuePair<string, string>[] proof, CancellationToken cancellationToken)
    {
        var authority = _options.Environment("AZURE_AUTHORITY_HOST") ?? "https://login.microsoftonline.com/";
        var address = new Uri($"{authority.TrimEnd('/')}/{Uri.EscapeDataString(_options.Environment("AZURE_TENANT_ID") ?? "")}/oauth2/v2.0/token");
        StoreHttp.CheckScheme(address, _options);
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", _options.Environment("AZURE_CLIENT_ID") ?? ""), new("scope", StorageScope), .. proof]);
        using var response = await _client.PostAsync(address, form, cancellationToken).ConfigureAwait(false);
        using var answer = Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        if (response.IsSuccessStatusCode && answer?.RootElement.GetProperty("access_token"u8).GetString() is { } token)
        {
            return new AccessToken(token, DateTimeOffset.UtcNow.AddSeconds(answer.RootElement.GetProperty("expires_in"u8).GetInt64()));
        }

        var word = answer?.RootElement.TryGetProperty("error"u8, out var error) == true && error.ValueKind == JsonValueKind.String ? error.GetString() : null;
        throw StoreFault.Of(
            response.StatusCode, word, $"the log-in of {Source} was refused: check AZURE_CLIENT_ID, AZURE_TENANT_ID and what is registered for the application");
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreFault($"AZURE_FEDERATED_TOKEN_FILE cannot be read: {e.Message}", isTransient: false, null, e);
        }
    }

    private static JsonDocument? Parse(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes) is { RootElement.ValueKind: JsonValueKind.Object } answer ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
