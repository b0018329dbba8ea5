namespace Revdex.Tables;

/// <summary>
/// DuckDB's settings from the start. One thread: rows come in one order, and files in one form. Nothing is fetched, spilled to disk
/// or loaded by itself.
/// </summary>
internal static class DuckDbSettings
{
    private static readonly Dictionary<string, string> Common = new(StringComparer.Ordinal)
    {
        ["threads"] = "1",
        ["memory_limit"] = $"{SqlLimits.MemoryMaxMiB}MiB",
        ["temp_directory"] = "",
        ["autoinstall_known_extensions"] = "false",
        ["autoload_known_extensions"] = "false",
        ["allow_community_extensions"] = "false",
        ["allow_persistent_secrets"] = "false",
    };

    /// <summary>For our own statements: files can be written.</summary>
    public static IReadOnlyDictionary<string, string> Trusted { get; } = Common;

    /// <summary>For statements from outside: DuckDB cannot reach anything beyond its own memory.</summary>
    public static IReadOnlyDictionary<string, string> Closed { get; } = new Dictionary<string, string>(Common, StringComparer.Ordinal)
    {
        ["enable_external_access"] = "false",
    };
}
