using System.Globalization;
using System.Text.RegularExpressions;

namespace Revdex.Query.Tools.History;

/// <summary>
/// The <c>since</c> argument: a date in UTC, with or without a time, or an age (<c>3 months</c>, <c>2 weeks ago</c>, <c>10d</c>). Git's own reading is not used:
/// it takes any text for some date, and a day for that day at this time.
/// </summary>
internal static partial class SinceText
{
    /// <summary>A thousand years of days; more is a typing error.</summary>
    private const int CountMax = 366_000;

    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-MM", "yyyy", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Seconds since 1970, at least 0.</summary>
    /// <exception cref="RevdexException">It is neither.</exception>
    public static long Parse(string text, DateTimeOffset now)
    {
        var trimmed = text.Trim();
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var date = DateTimeOffset.TryParseExact(trimmed, Formats, CultureInfo.InvariantCulture, Utc, out var exact) ? exact : Before(trimmed, now);
        return Math.Max(0, date?.ToUnixTimeSeconds()
            ?? throw new RevdexException($"'since' must be a date (2026-01-31, 2026-01-31T12:00Z) or an age (3 months, 10 days), not '{ToolArguments.Shown(text)}'", ExitCode.Usage));
    }

    private static DateTimeOffset? Before(string text, DateTimeOffset now)
    {
        var age = Age().Match(text);
        if (!age.Success || !int.TryParse(age.Groups["count"].ValueSpan, CultureInfo.InvariantCulture, out var count) || count > CountMax)
        {
            return text.Equals("yesterday", StringComparison.OrdinalIgnoreCase) ? now.AddDays(-1) : null;
        }

        try
        {
            return age.Groups["unit"].Value.ToLowerInvariant() switch
            {
                "hour" or "h" => now.AddHours(-count),
                "day" or "d" => now.AddDays(-count),
                "week" or "w" => now.AddDays(-7.0 * count),
                "month" or "mo" => now.AddMonths(-count),
                _ => now.AddYears(-count),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTimeOffset.UnixEpoch; // Before there were years: everything.
        }
    }

    [GeneratedRegex(@"^(?<count>\d{1,6})[ .]?(?<unit>hour|day|week|month|year|h|d|w|mo|y)s?([ .]ago)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Age();
}
