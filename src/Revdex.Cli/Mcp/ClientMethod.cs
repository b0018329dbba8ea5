namespace Revdex.Cli.Mcp;

/// <summary>What clients say that need not go through the library.</summary>
internal enum ClientMethod
{
    /// <summary><c>tools/call</c>.</summary>
    Call,

    /// <summary><c>notifications/cancelled</c>.</summary>
    TakeBack,

    Initialize,

    /// <summary><c>notifications/initialized</c>.</summary>
    Initialized,

    Ping,

    ListTools,

    ListPrompts,

    ListResources,

    ListResourceTemplates,
}
