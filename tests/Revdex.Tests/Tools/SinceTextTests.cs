using System.Globalization;
using Revdex.Query.Tools.History;

namespace Revdex.Tests.Tools;

public sealed class SinceTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-01-31", "2026-01-31T00:00:00Z")]
    [InlineData("2026-01", "2026-01-01T00:00:00Z")]
    [InlineData("2020", "2020-01-01T00:00:00Z")]
    [InlineData("2026-01-31T10:30", "2026-01-31T10:30:00Z")]
    [InlineData("2026-01-31T10:30:05+02:00", "2026-01-31T08:30:05Z")]
    [InlineData("2026-01-31T10:30:05Z", "2026-01-31T10:30:05Z")]
    [InlineData("1 month", "2026-02-28T12:00:00Z")]
    [InlineData("3 months ago", "2025-12-31T12:00:00Z")]
    [InlineData("2.weeks.ago", "2026-03-17T12:00:00Z")]
    [InlineData("10d", "2026-03-21T12:00:00Z")]
    [InlineData("36 hours", "2026-03-30T00:00:00Z")]
    [InlineData("1y", "2025-03-31T12:00:00Z")]
    [InlineData("yesterday", "2026-03-30T12:00:00Z")]
    [InlineData("90000 years", "1970-01-01T00:00:00Z")]
    [InlineData("0001-01-01", "1970-01-01T00:00:00Z")]
    public void Dates_and_ages_are_read(string text, string date) =>
        Assert.Equal(DateTimeOffset.Parse(date, CultureInfo.InvariantCulture).ToUnixTimeSeconds(), SinceText.Parse(text, Now));

    [Theory]
    [InlineData("foo")]
    [InlineData("--all")]
    [InlineData("2026-13-01")]
    [InlineData("3 moons")]
    [InlineData("-3 days")]
    [InlineData("9999999 days")]
    [InlineData("last tuesday")]
    public void What_is_neither_is_refused_by_name(string text)
    {
        var e = Assert.Throws<RevdexException>(() => SinceText.Parse(text, Now));
        Assert.StartsWith("'since'", e.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, e.ExitCode);
    }
}
