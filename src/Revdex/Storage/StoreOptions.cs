using System.Net.Http;
using Revdex.Storage.Remote;

namespace Revdex.Storage;

/// <summary>How a store is opened.</summary>
public sealed record StoreOptions
{
    /// <summary>What stands in an error for the credential that there is none of.</summary>
    internal const string NoCredentialFound = "no credential was found (README, Stores, tells where it is looked for), and who has none";

    internal const string NoCredentialSent =
        $"the store is named by a committed {StoreUrl.CommittedFile} alone, so that no credential is sent (name it with git config revdex.store); who has none";

    /// <summary>
    /// Whether the user's own configuration names the store. One that only a committed file names gets no credential of the user's, is reached
    /// by https alone and is no folder on another machine.
    /// </summary>
    public bool IsNamedByUser { get; init; } = true;

    /// <summary>Lets http:// go elsewhere than to this machine (<c>revdex.plainHttp</c>): who is on the way reads and changes what is fetched.</summary>
    public bool AllowsPlainHttp { get; init; }

    /// <summary>Where credentials, endpoints and regions come from besides the URL.</summary>
    internal Func<string, string?> Environment { get; init; } = static name => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    internal TransferLimits Limits { get; init; } = TransferLimits.Default;

    /// <summary>Called for each handler that is made, such as to trust a certificate of a test's own.</summary>
    internal Action<SocketsHttpHandler>? Connecting { get; init; }
}
