using System.Net;

namespace Revdex.Storage.Remote;

/// <summary>Why one request failed. <see cref="RequestPolicy"/> tries again or tells the user.</summary>
/// <param name="message">What happened and, where it will not pass by itself, what to do; no secrets, one line.</param>
/// <param name="isTransient">Whether the same request may do better in a moment.</param>
internal sealed class StoreFault(string message, bool isTransient, TimeSpan? retryAfter = null, Exception? innerException = null) : Exception(message, innerException)
{
    private const int CodeLengthMax = 64;

    public bool IsTransient => isTransient;

    /// <summary>How long the store asked to be left alone.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>The request asked for a version of the object that is not there any more.</summary>
    public static StoreFault Changed() => new("the object was replaced while it was read: try again", isTransient: false);

    /// <param name="code">The store's own word for it; only letters and digits of it are told.</param>
    /// <param name="advice">What to do about a refusal.</param>
    public static StoreFault Of(HttpStatusCode status, string? code, string advice, TimeSpan? retryAfter = null, Exception? innerException = null)
    {
        var word = new string([.. (code ?? "").Where(char.IsAsciiLetterOrDigit).Take(CodeLengthMax)]);
        var what = $"{(int)status}{(word.Length > 0 ? $" {word}" : "")}";
        var isTransient = IsTransientStatus(status);
        return new StoreFault(isTransient ? $"the store answered {what}" : $"the store answered {what}: {advice}", isTransient, retryAfter, innerException);
    }

    private static bool IsTransientStatus(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout
        or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;
}
