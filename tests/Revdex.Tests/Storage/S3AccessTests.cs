using Microsoft.AspNetCore.Http;
using Revdex.Storage;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

/// <summary>What opens a bucket, and what is said where nothing does.</summary>
public sealed class S3AccessTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];
    private S3Server _server = null!; // InitializeAsync sets it

    public async Task InitializeAsync()
    {
        _server = await S3Server.StartAsync();
        _environment["AWS_SHARED_CREDENTIALS_FILE"] = _folder["credentials"];
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Keys_and_place_of_the_environment()
    {
        UseKeys();
        _environment["AWS_ENDPOINT_URL"] = _server.Address;
        _environment["AWS_REGION"] = S3Server.Region;
        Assert.True(await Open($"s3://{S3Server.Bucket}/p").PutIfAbsentAsync("a", new MemoryStream([1])));
    }

    [Fact]
    public async Task Session_token_of_the_environment()
    {
        UseKeys();
        _environment["AWS_SESSION_TOKEN"] = _server.SessionToken = "session";
        Assert.True(await Open().PutIfAbsentAsync("a", new MemoryStream([1])));
    }

    [Fact]
    public async Task Profile()
    {
        File.WriteAllText(_folder["credentials"], $"[default]\naws_access_key_id=x\naws_secret_access_key=y\n[ci]\naws_access_key_id={S3Server.KeyId}\naws_secret_access_key={S3Server.Secret}\nregion={S3Server.Region}\n");
        _environment["AWS_PROFILE"] = "ci";
        Assert.True(await Open($"s3://{S3Server.Bucket}/p?endpoint={_server.Address}").PutIfAbsentAsync("a", new MemoryStream([1])));
        _environment["AWS_PROFILE"] = "other";
        Assert.Contains("'other'", Assert.Throws<RevdexException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Web_identity_of_a_file_or_of_github(bool isGitHub)
    {
        await using var cloud = await LoopbackServer.StartAsync(AnswerIdentityAsync);
        _environment["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/ci";
        _environment["AWS_ENDPOINT_URL_STS"] = cloud.Address;
        if (isGitHub)
        {
            _environment["ACTIONS_ID_TOKEN_REQUEST_URL"] = $"{cloud.Address}/github?v=1";
            _environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "job";
        }
        else
        {
            File.WriteAllText(_folder["token"], "identity\n");
            _environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = _folder["token"];
        }

        _server.SessionToken = "of-the-role";
        Assert.True(await Open().PutIfAbsentAsync("a", new MemoryStream([1])));
        File.WriteAllText(_folder["token"], "stale");
        _environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "stale";
        var error = await Assert.ThrowsAsync<RevdexException>(() => Open().ExistsAsync("a"));
        Assert.Contains(isGitHub ? "id-token: write" : "AWS_ROLE_ARN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_opens_a_public_bucket_only()
    {
        UseKeys();
        await Open().PutIfAbsentAsync("a", new MemoryStream([1]));
        _environment.Remove("AWS_ACCESS_KEY_ID");
        var error = await Assert.ThrowsAsync<RevdexException>(() => Open().ExistsAsync("a"));
        Assert.Contains("no credential was found", error.Message, StringComparison.Ordinal);
        _server.IsPublic = true;
        Assert.True(await Open().ExistsAsync("a"));
    }

    [Fact]
    public async Task Committed_store_gets_no_credential()
    {
        UseKeys();
        await Open().PutIfAbsentAsync("a", new MemoryStream([1]));
        _environment["AWS_ENDPOINT_URL"] = _server.Address;
        var committed = new StoreOptions { IsNamedByUser = false, Environment = _environment.GetValueOrDefault };
        Assert.Contains("plain http", Assert.Throws<RevdexException>(() => ObjectStores.Open(_server.Url(), committed)).Message, StringComparison.Ordinal);
        await using var secure = await TlsServer.StartAsync(_ => Task.CompletedTask);
        var (url, trusting) = ($"s3://{S3Server.Bucket}/p?endpoint={secure.Address}", committed with { Connecting = secure.Trust });
        await ObjectStores.Open(url, trusting).PutIfAbsentAsync("a", new MemoryStream([1]));
        Assert.Equal("", Assert.Single(secure.Requests).Authorization);
        await ObjectStores.Open(url, trusting with { IsNamedByUser = true }).PutIfAbsentAsync("a", new MemoryStream([1]));
        Assert.StartsWith("AWS4", secure.Requests[^1].Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        UseKeys();
        await using var elsewhere = await S3Server.StartAsync();
        _server.Before = context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = $"{elsewhere.Address}{context.Request.Path}";
            return Task.FromResult(true);
        };
        var error = await Assert.ThrowsAsync<RevdexException>(() => Open().OpenAsync("a"));
        Assert.Contains("another region", error.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Store_without_conditional_puts_is_told_and_has_a_way_out()
    {
        UseKeys();
        _server.RefusesConditions = true;
        var error = await Assert.ThrowsAsync<RevdexException>(() => Open().PutIfAbsentAsync("a", new MemoryStream([1])));
        Assert.Contains("conditional=off", error.Message, StringComparison.Ordinal);
        var store = Open(_server.Url("&conditional=off"));
        Assert.True(await store.PutIfAbsentAsync("a", new MemoryStream([1])));
        Assert.False(await store.PutIfAbsentAsync("a", new MemoryStream([2])));
        Assert.True(await store.PutIfAbsentAsync("large", new MemoryStream(new byte[9_000_000])));
        Assert.False(await store.PutIfAbsentAsync("large", new MemoryStream(new byte[9_000_001])));
        Assert.Equal(9_000_000, (await store.GetRangeAsync("large", 0, int.MaxValue))?.Length);
    }

    [Theory]
    [InlineData("s3://x", "names no bucket")]
    [InlineData("s3://Bucket/p", "names no bucket")]
    [InlineData("s3://bucket/a b", "prefix")]
    [InlineData("s3://bucket/p?endpont=https://h", "'endpont'")]
    [InlineData("s3://bucket/p?endpoint=http://example.org", "plain http")]
    [InlineData("s3://bucket/p?endpoint=https://user:secret@example.org", "no endpoint")]
    [InlineData("s3://bucket/p?conditional=maybe", "on or off")]
    public void Malformed_urls_are_told(string url, string complaint)
    {
        var error = Assert.Throws<RevdexException>(() => Open(url));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private static async Task AnswerIdentityAsync(HttpContext context)
    {
        if (context.Request.Path == "/github")
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer job" && context.Request.Query["audience"] == "sts.amazonaws.com" ? 200 : 403;
            await context.Response.WriteAsync("""{"value":"identity"}""");
            return;
        }

        var form = await context.Request.ReadFormAsync();
        var isRight = form["Action"] == "AssumeRoleWithWebIdentity" && form["RoleArn"] == "arn:aws:iam::1:role/ci" && form["WebIdentityToken"] == "identity";
        context.Response.StatusCode = isRight ? 200 : 400;
        await context.Response.WriteAsync(!isRight ? "<ErrorResponse><Error><Code>InvalidIdentityToken</Code></Error></ErrorResponse>" : $"""
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials>
            <AccessKeyId>{S3Server.KeyId}</AccessKeyId><SecretAccessKey>{S3Server.Secret}</SecretAccessKey><SessionToken>of-the-role</SessionToken>
            <Expiration>{DateTimeOffset.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
            """);
    }

    private void UseKeys() => (_environment["AWS_ACCESS_KEY_ID"], _environment["AWS_SECRET_ACCESS_KEY"]) = (S3Server.KeyId, S3Server.Secret);

    private IObjectStore Open(string? url = null) => ObjectStores.Open(url ?? _server.Url(), new StoreOptions { Environment = _environment.GetValueOrDefault });
}
