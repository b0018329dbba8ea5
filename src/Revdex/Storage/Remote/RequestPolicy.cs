using System.Globalization;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Revdex.Storage.Remote;

/// <summary>
/// Sends a request again while that may help: after transport failures, time-outs and answers that say so (408, 429, 500, 502, 503, 504),
/// waiting longer each time, at random, or as long as the store asks. Whatever may be sent twice may be sent through here.
/// </summary>
internal sealed class RequestPolicy(IBucket bucket, TransferLimits limits)
{
    /// <param name="what">For errors: <c>get KEY</c>.</param>
    /// <exception cref="RevdexException">It failed for good (<see cref="ExitCode.Store"/>).</exception>
    public async Task<T> RunAsync<T>(string what, Func<AttemptClock, Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            using var clock = new AttemptClock(limits.IdleTimeoutMs, cancellationToken);
            StoreFault fault;
            try
            {
                return await attempt(clock).ConfigureAwait(false);
            }
            catch (Exception e) when (FaultOf(e, clock, cancellationToken) is { } found)
            {
                fault = found;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (!fault.IsTransient || number >= limits.AttemptsMax || fault.RetryAfter?.TotalMilliseconds > limits.RetryAfterMaxMs)
            {
                throw Explain(what, fault, number);
            }

            await Task.Delay(DelayBefore(number, fault), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Null: no fault of the store's or the network's.</summary>
    private StoreFault? FaultOf(Exception e, AttemptClock clock, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        return clock.IsOver
            ? new StoreFault(string.Create(CultureInfo.InvariantCulture, $"no answer for {limits.IdleTimeoutMs / 1000.0:0.#} s"), isTransient: true, null, e)
            : NetworkFault(bucket.Translate(e));
    }

    private static StoreFault? NetworkFault(Exception e) => e switch
    {
        StoreFault fault => fault,
        RevdexException => null,
        AuthenticationException => new StoreFault($"no secure connection ({Line(e)}): check the certificate, the proxy and the clock", isTransient: false, null, e),
        HttpRequestException { InnerException: AuthenticationException inner } => NetworkFault(inner),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new StoreFault("its host is not known: check the name and the network", isTransient: true, null, e),
        HttpRequestException or SocketException or IOException => new StoreFault($"the connection failed ({Line(e)})", isTransient: true, null, e),
        AggregateException { InnerException: { } inner } => NetworkFault(inner),
        _ => null,
    };

    private TimeSpan DelayBefore(int number, StoreFault fault)
    {
        var ceilingMs = Math.Min(limits.DelayMaxMs, limits.DelayMs * Math.Pow(2, number - 1));
        var delay = TimeSpan.FromMilliseconds(ceilingMs * (0.5 + (Random.Shared.NextDouble() / 2)));
        return fault.RetryAfter > delay ? fault.RetryAfter.Value : delay;
    }

    private RevdexException Explain(string what, StoreFault fault, int attempts)
    {
        var again = attempts > 1 ? $", {attempts} times" : "";
        var later = fault.RetryAfter?.TotalMilliseconds > limits.RetryAfterMaxMs
            ? string.Create(CultureInfo.InvariantCulture, $"; it asks to be left alone for {fault.RetryAfter.Value.TotalSeconds:0} s")
            : fault.IsTransient ? "; try again later" : "";
        return new RevdexException($"store {bucket.Name}: {what}: {fault.Message}{again}{later}", ExitCode.Store, fault);
    }

    private static string Line(Exception e) => e.Message.ReplaceLineEndings(" ");
}
