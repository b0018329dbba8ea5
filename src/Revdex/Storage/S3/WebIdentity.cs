using System.Globalization;
using System.Net.Http;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Revdex.Storage.Remote;

namespace Revdex.Storage.S3;

/// <summary>
/// Keys for an hour in exchange for an identity token, in one unsigned request (AWS STS, AssumeRoleWithWebIdentity), which would otherwise take the
/// package of the whole token service. The token comes from <c>AWS_WEB_IDENTITY_TOKEN_FILE</c> or is GitHub's.
/// </summary>
internal sealed class WebIdentity(StoreOptions options, string region) : RefreshingAWSCredentials
{
    private const string GitHubAudience = "sts.amazonaws.com";

    private readonly HttpClient _client = StoreHttp.NewClient(options, redirects: false);

    public static bool IsThere(StoreOptions options) =>
        options.Environment("AWS_ROLE_ARN") is not null && (options.Environment("AWS_WEB_IDENTITY_TOKEN_FILE") is not null || GitHubIdentity.IsThere(options));

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        // The base class hands no token down; the connection's own time-outs bound this.
        using var timeout = new CancellationTokenSource(options.Limits.IdleTimeoutMs);
        var token = options.Environment("AWS_WEB_IDENTITY_TOKEN_FILE") is { } path
            ? await ReadAsync(path, timeout.Token).ConfigureAwait(false)
            : await GitHubIdentity.TokenAsync(_client, GitHubAudience, options, timeout.Token).ConfigureAwait(false);
        var address = new Uri(options.Environment("AWS_ENDPOINT_URL_STS") ?? $"https://sts.{region}.amazonaws.com");
        StoreHttp.CheckScheme(address, options);
        using var form = new FormUrlEncodedContent(
        [
            new("Action", "AssumeRoleWithWebIdentity"),
            new("Version", "2011-06-15"),
            new("RoleArn", options.Environment("AWS_ROLE_ARN") ?? ""),
            new("RoleSessionName", options.Environment("AWS_ROLE_SESSION_NAME") ?? "revdex"),
            new("WebIdentityToken", token),
        ]);
        using var response = await _client.PostAsync(address, form, timeout.Token).ConfigureAwait(false);
        var body = await response.Content.ReadAsStringAsync(timeout.Token).ConfigureAwait(false);
        return response.IsSuccessStatusCode && Parse(body) is { } keys
            ? keys
            : throw StoreFault.Of(response.StatusCode, Value(body, "Code"), "the role of AWS_ROLE_ARN was refused: check its trust policy and the token's audience");
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreFault($"AWS_WEB_IDENTITY_TOKEN_FILE cannot be read: {e.Message}", isTransient: false, null, e);
        }
    }

    private static CredentialsRefreshState? Parse(string body) =>
        (Value(body, "AccessKeyId"), Value(body, "SecretAccessKey"), Value(body, "SessionToken")) is ({ } id, { } secret, { } token)
        && DateTimeOffset.TryParse(Value(body, "Expiration"), CultureInfo.InvariantCulture, out var expires)
            ? new CredentialsRefreshState(new ImmutableCredentials(id, secret, token), expires.UtcDateTime)
            : null;

    private static string? Value(string body, string name)
    {
        try
        {
            return XDocument.Parse(body).Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
