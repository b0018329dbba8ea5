using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Revdex.Tests.Storage.Servers;

/// <summary>
/// As much of S3 as stores use, path style: signatures are checked, puts are conditional, ranges, pages of a thousand keys, uploads in parts of 5 MiB at
/// least.
/// </summary>
internal sealed class S3Server : IAsyncDisposable
{
    public const string Region = "eu-test-1";
    public const string Bucket = "revdex-test";
    public const string KeyId = "AKIDTEST";
    public const string Secret = "not+a/real/secret";
    private const int PageMax = 1_000;
    private const int PartMinBytes = 5 * 1024 * 1024;

    private readonly Dictionary<string, S3Object> _objects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, S3Upload> _uploads = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Lock _lock = new();
    private LoopbackServer _server = null!; // StartAsync sets it

    private S3Server()
    {
    }

    public string Address => _server.Address;

    /// <summary>By id.</summary>
    public Dictionary<string, string> Secrets { get; } = new() { [KeyId] = Secret };

    /// <summary>Where set, requests must carry it.</summary>
    public string? SessionToken { get; set; }

    /// <summary>As stores that are older than conditional puts.</summary>
    public bool RefusesConditions { get; set; }

    /// <summary>Serves everybody who sends no signature.</summary>
    public bool IsPublic { get; set; }

    /// <summary>Answers before anything else; true: it has answered.</summary>
    public Func<HttpContext, Task<bool>>? Before { get; set; }

    public int UploadsUnderWay => _uploads.Count;

    /// <summary><c>PUT /bucket/key</c>, in order of arrival.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public static async Task<S3Server> StartAsync()
    {
        var server = new S3Server();
        server._server = await LoopbackServer.StartAsync(server.HandleAsync);
        return server;
    }

    /// <summary>Of the bucket, with a prefix.</summary>
    public string Url(string query = "") => $"s3://{Bucket}/team/code?endpoint={Address}&region={Region}{query}";

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        _requests.Enqueue($"{request.Method} {request.Path}{request.QueryString}");
        if (Before is { } before && await before(context))
        {
            return;
        }

        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        var body = copy.ToArray();
        var isAnonymous = request.Headers.Authorization.Count == 0;
        var complaint = isAnonymous && IsPublic ? null
            : S3Signature.Complaint(request, body, Secrets, Region)
            ?? (SessionToken is { } token && request.Headers["x-amz-security-token"] != token ? "InvalidToken" : null);
        var path = request.Path.Value!.TrimStart('/'); // Requests have one.
        if (complaint is not null)
        {
            await FailAsync(context, 403, complaint);
        }
        else if (!path.StartsWith(Bucket + "/", StringComparison.Ordinal) && path != Bucket)
        {
            await FailAsync(context, 404, "NoSuchBucket");
        }
        else
        {
            await ServeAsync(context, path.Length > Bucket.Length ? path[(Bucket.Length + 1)..] : "", body);
        }
    }

    private Task ServeAsync(HttpContext context, string key, byte[] body)
    {
        var query = context.Request.Query;
        return context.Request.Method switch
        {
            "GET" when key.Length == 0 => ListAsync(context),
            "GET" or "HEAD" => GetAsync(context, key),
            "PUT" when query.ContainsKey("uploadId") => PutPartAsync(context, body),
            "PUT" => PutAsync(context, key, body, context.Request.Headers["x-amz-meta-revdex-mark"]),
            "POST" when query.ContainsKey("uploads") => BeginAsync(context, key),
            "POST" => CompleteAsync(context, key, body),
            "DELETE" when query.ContainsKey("uploadId") => AbortAsync(context),
            "DELETE" => DeleteAsync(context, key),
            _ => FailAsync(context, 405, "MethodNotAllowed"),
        };
    }

    private Task GetAsync(HttpContext context, string key)
    {
        S3Object? found;
        lock (_lock)
        {
            found = _objects.GetValueOrDefault(key);
        }

        if (found?.Mark is { } mark)
        {
            context.Response.Headers["x-amz-meta-revdex-mark"] = mark;
        }

        return found is null ? FailAsync(context, 404, "NoSuchKey") : ContentAnswer.SendAsync(context, found.Content, found.ETag);
    }

    private async Task PutAsync(HttpContext context, string key, byte[] body, string? mark)
    {
        var isConditional = context.Request.Headers.IfNoneMatch == "*";
        if (isConditional && RefusesConditions)
        {
            await FailAsync(context, (int)HttpStatusCode.NotImplemented, "NotImplemented");
            return;
        }

        bool isPut;
        var made = new S3Object(body, $"\"{Convert.ToHexStringLower(MD5.HashData(body))}\"", mark, DateTimeOffset.UtcNow);
        lock (_lock)
        {
            isPut = !isConditional || !_objects.ContainsKey(key);
            if (isPut)
            {
                _objects[key] = made;
            }
        }

        if (!isPut)
        {
            await FailAsync(context, 412, "PreconditionFailed");
        }
        else if (context.Request.Method == "POST")
        {
            await XmlAsync(context, new XElement("CompleteMultipartUploadResult", new XElement("ETag", made.ETag)));
        }
        else
        {
            context.Response.Headers.ETag = made.ETag;
        }
    }

    private Task BeginAsync(HttpContext context, string key)
    {
        var id = Guid.NewGuid().ToString("n");
        _uploads[id] = new S3Upload(context.Request.Headers["x-amz-meta-revdex-mark"]);
        return XmlAsync(context, new XElement("InitiateMultipartUploadResult", new XElement("Bucket", Bucket), new XElement("Key", key), new XElement("UploadId", id)));
    }

    private Task PutPartAsync(HttpContext context, byte[] body)
    {
        if (!_uploads.TryGetValue(context.Request.Query["uploadId"]!, out var upload))
        {
            return FailAsync(context, 404, "NoSuchUpload");
        }

        var number = int.Parse(context.Request.Query["partNumber"]!, CultureInfo.InvariantCulture);
        context.Response.Headers.ETag = upload.Put(number, body);
        return Task.CompletedTask;
    }

    private async Task CompleteAsync(HttpContext context, string key, byte[] body)
    {
        string id = context.Request.Query["uploadId"]!;
        var parts = XDocument.Parse(Encoding.UTF8.GetString(body)).Descendants().Where(e => e.Name.LocalName == "Part").Select(p => p.Elements().ToDictionary(e => e.Name.LocalName, e => e.Value));
        if (!_uploads.TryGetValue(id, out var upload))
        {
            await FailAsync(context, 404, "NoSuchUpload");
        }
        else if (upload.Join([.. parts.Select(p => (int.Parse(p["PartNumber"], CultureInfo.InvariantCulture), p["ETag"]))], PartMinBytes) is not { } content)
        {
            await FailAsync(context, 400, "EntityTooSmall");
        }
        else
        {
            await PutAsync(context, key, content, upload.Mark);
            if (context.Response.StatusCode == 200)
            {
                _uploads.TryRemove(id, out _);
            }
        }
    }

    private Task AbortAsync(HttpContext context)
    {
        _uploads.TryRemove(context.Request.Query["uploadId"]!, out _);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private Task DeleteAsync(HttpContext context, string key)
    {
        lock (_lock)
        {
            _objects.Remove(key);
        }

        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (prefix, after) = (query["prefix"].ToString(), query["continuation-token"].ToString());
        List<KeyValuePair<string, S3Object>> found;
        lock (_lock)
        {
            found = [.. _objects.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(o.Key, after) > 0).OrderBy(o => o.Key, StringComparer.Ordinal)];
        }

        XNamespace ns = "http://s3.amazonaws.com/doc/2006-03-01/";
        var page = found.Take(PageMax).ToList();
        var isCut = found.Count > PageMax;
        return XmlAsync(context, new XElement(
            ns + "ListBucketResult",
            new XElement(ns + "IsTruncated", isCut),
            isCut ? new XElement(ns + "NextContinuationToken", page[^1].Key) : null,
            page.Select(o => new XElement(
                ns + "Contents",
                new XElement(ns + "Key", o.Key),
                new XElement(ns + "LastModified", o.Value.ModifiedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
                new XElement(ns + "Size", o.Value.Content.Length)))));
    }

    private static Task FailAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return context.Request.Method == "HEAD" ? Task.CompletedTask : XmlAsync(context, new XElement("Error", new XElement("Code", code), new XElement("Message", "in a test")));
    }

    private static Task XmlAsync(HttpContext context, XElement xml)
    {
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(new XDocument(xml).ToString());
    }
}
