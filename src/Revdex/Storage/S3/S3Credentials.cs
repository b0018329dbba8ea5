using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace Revdex.Storage.S3;

/// <summary>
/// What opens a bucket. The first that is there: keys in the environment; a web identity (<c>AWS_ROLE_ARN</c> with a token file, or in a GitHub
/// job); the profile of <c>AWS_PROFILE</c>, or the default one; nothing, for a public bucket. The service of a machine's own role is not asked.
/// </summary>
internal static class S3Credentials
{
    /// <returns>The credentials for a region, what they are called in errors, and the profile's region.</returns>
    /// <exception cref="RevdexException">A profile is asked for that is not there.</exception>
    public static (Func<string, AWSCredentials> Of, string Name, string? Region) Find(StoreOptions options)
    {
        var environment = options.Environment;
        if (!options.IsNamedByUser)
        {
            return (_ => new AnonymousAWSCredentials(), StoreOptions.NoCredentialSent, null);
        }

        if (environment("AWS_ACCESS_KEY_ID") is { } id && environment("AWS_SECRET_ACCESS_KEY") is { } secret)
        {
            return (_ => environment("AWS_SESSION_TOKEN") is { } token ? new SessionAWSCredentials(id, secret, token) : new BasicAWSCredentials(id, secret), "the key of AWS_ACCESS_KEY_ID", null);
        }

        return WebIdentity.IsThere(options) ? (region => new WebIdentity(options, region), "the role of AWS_ROLE_ARN", null)
            : Profile(environment) ?? (_ => new AnonymousAWSCredentials(), StoreOptions.NoCredentialFound, null);
    }

    private static (Func<string, AWSCredentials> Of, string Name, string? Region)? Profile(Func<string, string?> environment)
    {
        var name = environment("AWS_PROFILE") ?? "default";
        var chain = new CredentialProfileStoreChain(environment("AWS_SHARED_CREDENTIALS_FILE"));
        if (!chain.TryGetProfile(name, out var profile) || !profile.CanCreateAWSCredentials)
        {
            return environment("AWS_PROFILE") is null ? null : throw new RevdexException($"AWS_PROFILE: there is no usable profile '{name}'", ExitCode.Store);
        }

        try
        {
            var credentials = profile.GetAWSCredentials(chain);
            return (_ => credentials, $"the profile '{name}'", profile.Region?.SystemName);
        }
        catch (Exception e) when (e is AmazonClientException or InvalidOperationException)
        {
            throw new RevdexException($"the profile '{name}' cannot be used ({e.Message.ReplaceLineEndings(" ")}): put keys into the environment, as aws configure export-credentials does", ExitCode.Store, e);
        }
    }
}
