using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Revdex.Storage.Remote;

namespace Revdex.Storage.S3;

/// <summary>Where a bucket is and what opens it.</summary>
internal sealed class S3Access
{
    private const string Known = "endpoint, region, path_style and conditional";
    private const string RegionDefault = "us-east-1";

    private S3Access(AmazonS3Client client) => Client = client;

    public AmazonS3Client Client { get; }

    public required bool IsPlain { get; init; }

    public required bool IsConditional { get; init; }

    /// <summary>For errors: what it is that may or may not do something.</summary>
    public required string Credential { get; init; }

    /// <summary>The part of the URL that says where the bucket is, with its question mark.</summary>
    public required string Query { get; init; }

    /// <exception cref="RevdexException">The URL or what is in the environment is malformed, or not allowed.</exception>
    public static S3Access Open(StoreUrl url, StoreOptions options)
    {
        var environment = options.IsNamedByUser ? options.Environment : _ => null;
        var query = url.Query.Length > 0 ? $"?{url.Query}" : "";
        var endpoint = EndpointOf(url, environment, options);
        var isPathStyle = Switch(url, "path_style") ?? endpoint is not null;
        var isConditional = Switch(url, "conditional") ?? true;
        var regionOfUrl = url.Take("region");
        url.CheckAllTaken(Known);
        var (credentials, name, regionOfProfile) = S3Credentials.Find(options);
        var region = regionOfUrl ?? environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION") ?? regionOfProfile ?? RegionDefault;
        return new S3Access(new AmazonS3Client(credentials(region), ConfigOf(endpoint, region, isPathStyle, options)))
        {
            IsPlain = endpoint?.Scheme == Uri.UriSchemeHttp,
            IsConditional = isConditional,
            Credential = name,
            Query = query,
        };
    }

    private static Uri? EndpointOf(StoreUrl url, Func<string, string?> environment, StoreOptions options)
    {
        var text = url.Take("endpoint") ?? environment("AWS_ENDPOINT_URL_S3") ?? environment("AWS_ENDPOINT_URL");
        if (text is null)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint) || endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0)
        {
            throw new RevdexException($"store {url}: '{StoreUrl.Redacted(text)}' is no endpoint: write https://host", ExitCode.Usage);
        }

        StoreHttp.CheckScheme(endpoint, options);
        return endpoint;
    }

    private static bool? Switch(StoreUrl url, string name) => url.Take(name) switch
    {
        null => null,
        "on" => true,
        "off" => false,
        var other => throw new RevdexException($"store {url}: {name}={other}: write on or off", ExitCode.Usage),
    };

    /// <summary>One attempt, without time-outs, redirects and checksums that only Amazon's own service understands.</summary>
    private static AmazonS3Config ConfigOf(Uri? endpoint, string region, bool isPathStyle, StoreOptions options)
    {
        var config = new AmazonS3Config
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            AuthenticationRegion = region,
            ForcePathStyle = isPathStyle,
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
            AllowAutoRedirect = false,
            DisableLogging = true,
            IgnoreConfiguredEndpointUrls = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            HttpClientFactory = new S3HttpClients(options),
        };
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
        }

        return config;
    }
}
