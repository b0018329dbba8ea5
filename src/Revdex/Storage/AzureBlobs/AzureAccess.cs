using Azure;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;
using Revdex.Storage.Remote;

namespace Revdex.Storage.AzureBlobs;

/// <summary>
/// Finds where an account is and what opens it. The first that is there: a SAS in the URL; <c>AZURE_STORAGE_CONNECTION_STRING</c>,
/// <c>…_SAS_TOKEN</c> and <c>…_KEY</c>, where they are this account's; a token (<see cref="EnvironmentToken"/>); nothing, for a public container.
/// </summary>
internal static class AzureAccess
{
    private const string Known = "endpoint and a SAS";

    /// <exception cref="RevdexException">The URL or what is in the environment is malformed, or not allowed.</exception>
    public static (BlobContainerClient Client, string Credential) Open(StoreUrl url, string container, StoreOptions options)
    {
        var connection = options.IsNamedByUser ? ConnectionString.OfAccount(url.Place, options.Environment) : null;
        var endpoint = EndpointOf(url, connection, options);
        var sas = url.Has("sig") ? url.TakeRest() : null;
        url.CheckAllTaken(Known);
        if (sas is not null && !options.IsNamedByUser)
        {
            throw new RevdexException($"store {url}: a committed {StoreUrl.CommittedFile} may name a store, but no credential", ExitCode.Usage);
        }

        var uri = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{container}");
        var client = ClientOptions(options);
        if (!options.IsNamedByUser)
        {
            return (new BlobContainerClient(uri, client), StoreOptions.NoCredentialSent);
        }

        if ((sas ?? connection?.Sas ?? OfAccount(url.Place, "AZURE_STORAGE_SAS_TOKEN", options)) is { } signature)
        {
            return (new BlobContainerClient(uri, new AzureSasCredential(signature.TrimStart('?')), client), "the SAS");
        }

        if ((connection?.Key ?? OfAccount(url.Place, "AZURE_STORAGE_KEY", options)) is { } key)
        {
            return (new BlobContainerClient(uri, KeyOf(url, key), client), "the account key");
        }

        // The client sends a token over https only.
        return uri.Scheme == Uri.UriSchemeHttps && EnvironmentToken.TryOf(options) is { } token
            ? (new BlobContainerClient(uri, token, client), token.Source)
            : (new BlobContainerClient(uri, client), StoreOptions.NoCredentialFound);
    }

    private static Uri EndpointOf(StoreUrl url, ConnectionString? connection, StoreOptions options)
    {
        var text = url.Take("endpoint") ?? connection?.Endpoint ?? $"https://{url.Place}.blob.core.windows.net";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint) || endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0)
        {
            throw new RevdexException($"store {url}: '{StoreUrl.Redacted(text)}' is no endpoint: write https://host", ExitCode.Usage);
        }

        StoreHttp.CheckScheme(endpoint, options);
        return endpoint;
    }

    private static string? OfAccount(string account, string name, StoreOptions options) =>
        (options.Environment("AZURE_STORAGE_ACCOUNT") ?? account) == account ? options.Environment(name) : null;

    private static StorageSharedKeyCredential KeyOf(StoreUrl url, string key)
    {
        try
        {
            return new StorageSharedKeyCredential(url.Place, key);
        }
        catch (FormatException)
        {
            throw new RevdexException($"store {url}: the account key is no base64: copy it again", ExitCode.Usage);
        }
    }

    /// <summary>One attempt, without time-outs and logs: those are ours.</summary>
    private static BlobClientOptions ClientOptions(StoreOptions options)
    {
        var client = new BlobClientOptions { Transport = new HttpClientTransport(StoreHttp.NewClient(options, redirects: false)) };
        client.Retry.MaxRetries = 0;
        client.Retry.NetworkTimeout = Timeout.InfiniteTimeSpan;
        client.Diagnostics.IsLoggingEnabled = false;
        client.Diagnostics.IsDistributedTracingEnabled = false;
        client.Diagnostics.IsTelemetryEnabled = false;
        return client;
    }
}
