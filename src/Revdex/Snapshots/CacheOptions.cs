using Revdex.Trust;

namespace Revdex.Snapshots;

/// <summary>Where the local cache is and how much it may hold.</summary>
public sealed record CacheOptions
{
    /// <summary>A developer's few dozen repositories with their recent history.</summary>
    public const long DefaultBudgetBytes = 5L << 30;

    public static readonly TimeSpan DefaultTimeToLive = TimeSpan.FromDays(30);

    public string Folder { get; init; } = DefaultFolder();

    /// <summary>Of all files together (<c>revdex.cachebudget</c>).</summary>
    public long BudgetBytes { get; init; } = DefaultBudgetBytes;

    /// <summary>What was not used for so long goes even where there is room.</summary>
    public TimeSpan TimeToLive { get; init; } = DefaultTimeToLive;

    /// <summary>Which Final entries count. Those made on this machine always do, as far as they are made from nothing but the machine's own work.</summary>
    public TrustPolicy Trust { get; init; } = TrustPolicy.Anyone;

    /// <summary>Told one line for each corrupt entry that was set aside. May be called on any thread.</summary>
    public Action<string>? Report { get; init; }

    /// <summary><c>REVDEX_CACHE</c>, else <c>revdex</c> in the user's cache folder ($XDG_CACHE_HOME, ~/.cache, or %LocalAppData%).</summary>
    public static string DefaultFolder()
    {
        if (Environment.GetEnvironmentVariable("REVDEX_CACHE") is { Length: > 0 } folder)
        {
            return Path.GetFullPath(folder);
        }

        var parent = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (OperatingSystem.IsWindows())
        {
            parent = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        }
        else if (parent is null || !Path.IsPathRooted(parent)) // The XDG specification: a relative path is to be ignored.
        {
            parent = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        }

        return Path.Combine(parent, "revdex");
    }

    /// <summary>A size as git writes them: digits and perhaps k, m, g or t.</summary>
    /// <exception cref="RevdexException">The text is none.</exception>
    public static long ParseBudget(string text)
    {
        var shift = text.Length == 0 ? 0 : char.ToLowerInvariant(text[^1]) switch { 'k' => 10, 'm' => 20, 'g' => 30, 't' => 40, _ => 0 };
        var digits = shift == 0 ? text : text[..^1];
        return long.TryParse(digits, System.Globalization.NumberStyles.None, null, out var number) && number <= long.MaxValue >> shift
            ? number << shift
            : throw new RevdexException($"revdex.cachebudget: '{text}' is no size: write digits and perhaps k, m, g or t", ExitCode.Usage);
    }
}
