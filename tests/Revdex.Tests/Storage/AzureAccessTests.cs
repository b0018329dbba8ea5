using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure.Storage.Sas;
using Microsoft.AspNetCore.Http;
using Revdex.Storage;
using Revdex.Storage.AzureBlobs;
using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

/// <summary>What opens a container, and what is said where nothing does.</summary>
[Collection(nameof(AzuriteTests))]
public sealed class AzureAccessTests(Azurite azurite) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Connection_string_of_this_account_only()
    {
        var url = $"az://{Azurite.Account}/{await azurite.NewContainerAsync()}/p";
        _environment["AZURE_STORAGE_CONNECTION_STRING"] = $"AccountName={Azurite.Account};AccountKey={Azurite.Key};BlobEndpoint={azurite.Endpoint};";
        Assert.True(await Open(url).PutIfAbsentAsync("a", new MemoryStream([1])));
        _environment["AZURE_STORAGE_CONNECTION_STRING"] = $"AccountName=other;AccountKey={Azurite.Key};BlobEndpoint={azurite.Endpoint};";
        var error = await Assert.ThrowsAsync<RevdexException>(() => Open($"{url}?endpoint={azurite.Endpoint}").ExistsAsync("a"));
        Assert.Contains("no credential was found", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_key_of_the_environment()
    {
        var url = $"az://{Azurite.Account}/{await azurite.NewContainerAsync()}/p?endpoint={azurite.Endpoint}";
        _environment["AZURE_STORAGE_KEY"] = Azurite.Key;
        Assert.True(await Open(url).PutIfAbsentAsync("a", new MemoryStream([1])));
        _environment["AZURE_STORAGE_ACCOUNT"] = "other";
        await Assert.ThrowsAsync<RevdexException>(() => Open(url).ExistsAsync("a"));
        _environment["AZURE_STORAGE_ACCOUNT"] = Azurite.Account;
        Assert.True(await Open(url).ExistsAsync("a"));
        _environment["AZURE_STORAGE_KEY"] = "no base64!";
        Assert.Contains("base64", Assert.Throws<RevdexException>(() => Open(url)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sas_that_only_reads_is_refused_for_putting()
    {
        var container = await azurite.NewContainerAsync();
        await Open(azurite.Url(container)).PutIfAbsentAsync("a", new MemoryStream([1]));
        var url = azurite.Url(container, permissions: BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List);
        var store = Open(url);
        Assert.True(await store.ExistsAsync("a"));
        var error = await Assert.ThrowsAsync<RevdexException>(() => store.PutIfAbsentAsync("b", new MemoryStream([1])));
        Assert.Contains("403 AuthorizationPermissionMismatch: the SAS may not do this", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", $"{error} {store.Name}", StringComparison.Ordinal);
        _environment["AZURE_STORAGE_SAS_TOKEN"] = url[url.IndexOf("sv=", StringComparison.Ordinal)..];
        Assert.True(await Open(url[..url.IndexOf("&sv=", StringComparison.Ordinal)]).ExistsAsync("a"));
    }

    [Fact]
    public async Task Container_that_is_not_there_is_told()
    {
        var error = await Assert.ThrowsAsync<RevdexException>(() => Open(azurite.Url("nothere")).OpenAsync("a"));
        Assert.Contains("make the container first", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Store, error.ExitCode);
    }

    [Fact]
    public async Task Token_of_a_secret_a_file_github_or_az_opens_an_account()
    {
        using var certificate = TlsServer.SelfSigned();
        var secure = await StartSecureAsync(certificate);
        try
        {
            var key = $"?endpoint={secure.Endpoint}";
            await using var login = await LoopbackServer.StartAsync(LogInAsync);
            await CreateAsync(secure, certificate);
            foreach (var way in (Action<string>[])[UseSecret, UseFile, UseGitHub, UseCommandLine])
            {
                _environment.Clear();
                way(login.Address);
                var store = Open($"az://{Azurite.Account}/tokens/p{key}", handler => TlsServer.Trust(handler, certificate));
                Assert.True(await store.PutIfAbsentAsync(way.Method.Name, new MemoryStream([1])));
                Assert.True(await store.ExistsAsync(way.Method.Name));
            }

            UseSecret(login.Address);
            _environment["AZURE_CLIENT_SECRET"] = "wrong";
            var error = await Assert.ThrowsAsync<RevdexException>(() => Open($"az://{Azurite.Account}/tokens/p{key}", handler => TlsServer.Trust(handler, certificate)).ExistsAsync("a"));
            Assert.Contains("401 invalidclient: the log-in of the application of AZURE_CLIENT_ID (client secret) was refused", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            await secure.DisposeAsync();
        }
    }

    [Fact]
    public async Task Committed_store_gets_no_credential()
    {
        await using var server = await TlsServer.StartAsync(_ => Task.CompletedTask);
        _environment["AZURE_STORAGE_CONNECTION_STRING"] = $"AccountName={Azurite.Account};AccountKey={Azurite.Key};BlobEndpoint={server.Address}";
        _environment["AZURE_STORAGE_KEY"] = Azurite.Key;
        var committed = new StoreOptions { IsNamedByUser = false, Environment = _environment.GetValueOrDefault, Connecting = server.Trust };
        var url = $"az://{Azurite.Account}/container/p?endpoint={server.Address}";
        await ObjectStores.Open(url, committed).ExistsAsync("a");
        Assert.Equal("", Assert.Single(server.Requests).Authorization);
        await ObjectStores.Open(url, committed with { IsNamedByUser = true }).ExistsAsync("a");
        Assert.StartsWith("SharedKey", server.Requests[^1].Authorization, StringComparison.Ordinal);
        Assert.Contains("no credential", Assert.Throws<RevdexException>(() => ObjectStores.Open($"{url}&sig=x", committed)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("az://account", "names no container")]
    [InlineData("az://Account/container", "names no container")]
    [InlineData("az://account/container/a//b", "prefix")]
    [InlineData("az://account/container/p?endpoint=http://example.org", "plain http")]
    [InlineData("az://account/container/p?endpoint=nonsense", "no endpoint")]
    [InlineData("az://account/container/p?signature=secret", "'signature' means nothing")]
    public void Malformed_urls_are_told(string url, string complaint)
    {
        var error = Assert.Throws<RevdexException>(() => Open(url));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_of_an_old_az_has_a_local_time()
    {
        Assert.Equal(1_900_000_000, AzureCommandLine.Parse("""{"accessToken":"t","expires_on":1900000000}""")?.ExpiresOn.ToUnixTimeSeconds());
        Assert.Equal(2030, AzureCommandLine.Parse("""{"accessToken":"t","expiresOn":"2030-06-01 12:00:00.000000"}""")?.ExpiresOn.Year);
        Assert.Null(AzureCommandLine.Parse("""{"expires_on":1900000000}"""));
        Assert.Null(AzureCommandLine.Parse("Please run az login"));
    }

    private async Task<Azurite> StartSecureAsync(X509Certificate2 certificate)
    {
        File.WriteAllText(_folder["cert.pem"], certificate.ExportCertificatePem());
        using var key = certificate.GetECDsaPrivateKey()!; // It was made with one.
        File.WriteAllText(_folder["key.pem"], key.ExportPkcs8PrivateKeyPem());
        var secure = new Azurite(["--oauth", "basic", "--cert", _folder["cert.pem"], "--key", _folder["key.pem"]]);
        await secure.InitializeAsync();
        return secure;
    }

    private static async Task CreateAsync(Azurite secure, X509Certificate2 certificate)
    {
        using var handler = new SocketsHttpHandler();
        TlsServer.Trust(handler, certificate);
        using var client = new HttpClient(handler);
        var options = new Azure.Storage.Blobs.BlobClientOptions { Transport = new Azure.Core.Pipeline.HttpClientTransport(client) };
        var uri = new Uri($"{secure.Endpoint}/tokens");
        await new Azure.Storage.Blobs.BlobContainerClient(uri, new Azure.Storage.StorageSharedKeyCredential(Azurite.Account, Azurite.Key), options).CreateAsync();
    }

    /// <summary>Stands for Microsoft's log-in and for GitHub's identity: gives a token to who proves to be the application.</summary>
    private static async Task LogInAsync(HttpContext context)
    {
        if (context.Request.Path == "/github")
        {
            var isJob = context.Request.Headers.Authorization == "Bearer job" && context.Request.Query["audience"] == "api://AzureADTokenExchange";
            await context.Response.WriteAsync(isJob ? """{"value":"identity"}""" : "{}");
            return;
        }

        var form = await context.Request.ReadFormAsync();
        var isRight = context.Request.Path == "/tenant/oauth2/v2.0/token" && form["client_id"] == "app" && form["grant_type"] == "client_credentials"
            && form["scope"] == "https://storage.azure.com/.default"
            && (form["client_secret"] == "s3cret" || (form["client_assertion"] == "identity" && form["client_assertion_type"].ToString().EndsWith("jwt-bearer", StringComparison.Ordinal)));
        context.Response.StatusCode = isRight ? 200 : 401;
        await context.Response.WriteAsync(isRight ? $$"""{"access_token":"{{Token()}}","expires_in":3600}""" : """{"error":"invalid_client"}""");
    }

    /// <summary>As the emulator's basic level wants it: issuer, audience and times are checked, the signature is not.</summary>
    private static string Token()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return $"{Part("""{"alg":"HS256","typ":"JWT"}""")}.{Part($$"""{"aud":"https://storage.azure.com","iss":"https://sts.windows.net/tenant/","iat":{{now - 60}},"nbf":{{now - 60}},"exp":{{now + 3600}}}""")}.{Part("x")}";
    }

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private void UseApplication(string login) =>
        (_environment["AZURE_CLIENT_ID"], _environment["AZURE_TENANT_ID"], _environment["AZURE_AUTHORITY_HOST"]) = ("app", "tenant", login);

    private void UseSecret(string login)
    {
        UseApplication(login);
        _environment["AZURE_CLIENT_SECRET"] = "s3cret";
    }

    private void UseFile(string login)
    {
        UseApplication(login);
        File.WriteAllText(_folder["token"], "identity\n");
        _environment["AZURE_FEDERATED_TOKEN_FILE"] = _folder["token"];
    }

    private void UseGitHub(string login)
    {
        UseApplication(login);
        _environment["ACTIONS_ID_TOKEN_REQUEST_URL"] = $"{login}/github?v=1";
        _environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "job";
    }

    /// <summary>A script that answers as az does.</summary>
    private void UseCommandLine(string login)
    {
        var answer = $$"""{"accessToken":"{{Token()}}","expires_on":{{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}}}""";
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(_folder["az.cmd"], $"@echo {answer}\r\n");
        }
        else
        {
            File.WriteAllText(_folder["az"], $"#!/bin/sh\n[ \"$1 $2 $4\" = 'account get-access-token https://storage.azure.com/' ] && echo '{answer}'\n");
            File.SetUnixFileMode(_folder["az"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _environment["PATH"] = _folder.Path;
    }

    private IObjectStore Open(string url, Action<SocketsHttpHandler>? connecting = null) =>
        ObjectStores.Open(url, new StoreOptions { Environment = _environment.GetValueOrDefault, Connecting = connecting });
}
