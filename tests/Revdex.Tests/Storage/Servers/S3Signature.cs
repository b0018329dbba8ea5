using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Revdex.Tests.Storage.Servers;

/// <summary>Checks a request's AWS Signature Version 4 from its documentation alone ("Authenticating Requests: Using the Authorization Header").</summary>
internal static class S3Signature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <returns>What is wrong, as S3 calls it; null: nothing.</returns>
    public static string? Complaint(HttpRequest request, byte[] body, IReadOnlyDictionary<string, string> secrets, string region)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            return "AccessDenied";
        }

        var fields = authorization[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries).Select(f => f.Split('=', 2)).ToDictionary(f => f[0], f => f[1]);
        var scope = fields["Credential"].Split('/');
        var (id, date) = (scope[0], scope[1]);
        var signed = fields["SignedHeaders"].Split(';');
        var time = request.Headers["x-amz-date"].ToString();
        var hash = request.Headers["x-amz-content-sha256"].ToString();
        var sent = DateTimeOffset.ParseExact(time, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var isBodyWrong = hash != "UNSIGNED-PAYLOAD" && hash != Hex(SHA256.HashData(body));
        return !secrets.TryGetValue(id, out var secret) ? "InvalidAccessKeyId"
            : scope[2] != region || scope[3] != "s3" || scope[4] != "aws4_request" ? "AuthorizationHeaderMalformed"
            : (DateTimeOffset.UtcNow - sent).Duration() > TimeSpan.FromMinutes(15) ? "RequestTimeTooSkewed"
            : !signed.Contains("host") || request.Headers.Keys.Any(h => h.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !signed.Contains(h.ToLowerInvariant())) ? "AccessDenied"
            : isBodyWrong ? "XAmzContentSHA256Mismatch"
            : fields["Signature"] == Signature(secret, date, region, time, CanonicalRequest(request, signed, hash)) ? null : "SignatureDoesNotMatch";
    }

    private static string CanonicalRequest(HttpRequest request, string[] signed, string hash)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget; // Kestrel sets it.
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2))
            .Select(p => (Name: Encode(p[0]), Value: Encode(p.Length > 1 ? p[1] : "")))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal);
        var headers = signed.Select(name => $"{name}:{string.Join(',', request.Headers[name].Select(v => v!.Trim()))}\n");
        return $"{request.Method}\n{path}\n{string.Join('&', pairs.Select(p => $"{p.Name}={p.Value}"))}\n{string.Concat(headers)}\n{string.Join(';', signed)}\n{hash}";
    }

    private static string Signature(string secret, string date, string region, string time, string canonicalRequest)
    {
        var text = $"{Algorithm}\n{time}\n{date}/{region}/s3/aws4_request\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)))}";
        var key = new[] { date, region, "s3", "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), Hmac);
        return Hex(Hmac(key, text));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Encode(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
