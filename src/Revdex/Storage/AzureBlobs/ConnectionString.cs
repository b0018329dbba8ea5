namespace Revdex.Storage.AzureBlobs;

/// <summary>What an Azure storage connection string (<c>Name=value;…</c>) says of the blob service.</summary>
internal sealed class ConnectionString
{
    private const string Variable = "AZURE_STORAGE_CONNECTION_STRING";

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private ConnectionString(string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            _values[equals < 0 ? part : part[..equals]] = equals < 0 ? "" : part[(equals + 1)..];
        }
    }

    public string? Endpoint => Value("BlobEndpoint") ?? (Value("AccountName") is { } account
        ? $"{Value("DefaultEndpointsProtocol") ?? "https"}://{account}.blob.{Value("EndpointSuffix") ?? "core.windows.net"}"
        : null);

    public string? Key => Value("AccountKey");

    public string? Sas => Value("SharedAccessSignature");

    /// <summary>The account, or the first label of the endpoint's host where only that is given.</summary>
    private string? Account => Value("AccountName") ?? (Uri.TryCreate(Value("BlobEndpoint"), UriKind.Absolute, out var uri) ? uri.Host.Split('.')[0] : null);

    /// <summary>The environment's, if it is this account's; another account's is for something else.</summary>
    public static ConnectionString? OfAccount(string account, Func<string, string?> environment) =>
        environment(Variable) is { } text && new ConnectionString(text) is { } parsed && parsed.Account == account ? parsed : null;

    private string? Value(string name) => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
