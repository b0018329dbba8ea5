using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Revdex.Tests.Storage.Servers;

/// <summary>Sends an object or a range of it as RFC 9110 has it: If-Match, If-Range, 206, 416.</summary>
internal static class ContentAnswer
{
    public static Task SendAsync(HttpContext context, byte[] content, string etag)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = etag;
        response.Headers.AcceptRanges = "bytes";
        if (request.Headers.IfMatch.Count > 0 && request.Headers.IfMatch != etag)
        {
            response.StatusCode = 412;
            return Task.CompletedTask;
        }

        var isWhole = request.Headers.IfRange.Count > 0 && request.Headers.IfRange != etag;
        var (start, end) = isWhole ? (0, content.Length) : Range(request.Headers.Range.ToString(), content.Length);
        if (start > 0 && start >= content.Length)
        {
            response.StatusCode = 416;
            response.Headers.ContentRange = $"bytes */{content.Length}";
            return Task.CompletedTask;
        }

        if (!isWhole && request.Headers.Range.Count > 0)
        {
            response.StatusCode = content.Length == 0 ? 416 : 206;
            response.Headers.ContentRange = $"bytes {start}-{end - 1}/{content.Length}";
        }

        response.ContentLength = end - start;
        return request.Method == "HEAD" ? Task.CompletedTask : response.Body.WriteAsync(content.AsMemory(start, end - start)).AsTask();
    }

    private static (int Start, int End) Range(string header, int length)
    {
        if (!header.StartsWith("bytes=", StringComparison.Ordinal))
        {
            return (0, length);
        }

        var ends = header[6..].Split('-');
        var last = ends[1].Length == 0 ? length - 1 : long.Parse(ends[1], CultureInfo.InvariantCulture);
        return (int.Parse(ends[0], CultureInfo.InvariantCulture), (int)Math.Min(length, last + 1));
    }
}
