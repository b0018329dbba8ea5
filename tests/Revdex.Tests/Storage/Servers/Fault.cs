namespace Revdex.Tests.Storage.Servers;

/// <summary>What a <see cref="FaultProxy"/> does to one request.</summary>
internal abstract record Fault
{
    /// <summary>Nothing.</summary>
    public static Fault None { get; } = new Delay(0);

    /// <summary>The request is passed on after a while.</summary>
    public sealed record Delay(int Milliseconds) : Fault;

    /// <summary>The connection is reset before anything is passed on.</summary>
    public sealed record Reset : Fault;

    /// <summary>The request is passed on and served, and then the connection is reset.</summary>
    public sealed record LostAnswer : Fault;

    /// <summary>Never answers.</summary>
    public sealed record Silence : Fault;

    /// <summary>So many bytes of the answer's body, and then a reset; or silence.</summary>
    public sealed record Cut(int AfterBytes, bool IsSilent = false) : Fault;

    /// <summary>An error of the server's.</summary>
    public sealed record Status(int Code, string? RetryAfter = null) : Fault;

    /// <summary>One bit of the body is another.</summary>
    public sealed record WrongBytes : Fault;

    /// <summary>So many bits a second, over all answers together.</summary>
    public sealed record Slow(Pace Pace) : Fault;
}
