using Revdex.Storage;

namespace Revdex.Tests.Storage;

/// <summary>The simplest of web servers always sends all.</summary>
public sealed class HttpWithoutRangesTests : HttpBucketTests
{
    protected override bool TakesRanges => false;

    protected override async Task<IObjectStore> OpenEmptyStoreAsync()
    {
        var store = await base.OpenEmptyStoreAsync();
        Server.IgnoresRanges = true;
        return store;
    }
}
