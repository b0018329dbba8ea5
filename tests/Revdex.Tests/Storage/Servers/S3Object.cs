namespace Revdex.Tests.Storage.Servers;

internal sealed record S3Object(byte[] Content, string ETag, string? Mark, DateTimeOffset ModifiedAt);
