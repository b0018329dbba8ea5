using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Revdex.Storage.Remote;

/// <summary>The identity token of a GitHub Actions job (<c>permissions: id-token: write</c>), which clouds exchange for their own.</summary>
internal static class GitHubIdentity
{
    private const string UrlVariable = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string TokenVariable = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

    public static bool IsThere(StoreOptions options) => options.Environment(UrlVariable) is not null && options.Environment(TokenVariable) is not null;

    /// <param name="audience">Whom it is for.</param>
    public static async Task<string> TokenAsync(HttpClient client, string audience, StoreOptions options, CancellationToken cancellationToken)
    {
        var address = new Uri($"{options.Environment(UrlVariable)}&audience={Uri.EscapeDataString(audience)}");
        StoreHttp.CheckScheme(address, options);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Environment(TokenVariable));
        using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw StoreFault.Of(response.StatusCode, null, "GitHub gives no identity token: the job needs 'permissions: id-token: write'");
        }

        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        return answer.RootElement.GetProperty("value"u8).GetString() ?? throw new StoreFault("GitHub's identity token is empty", isTransient: true);
    }
}
