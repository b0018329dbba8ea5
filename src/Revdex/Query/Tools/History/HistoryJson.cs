using System.Globalization;
using System.Text.Json;
using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>Writes what every result says of a commit.</summary>
internal static class HistoryJson
{
    private const int ShortDigits = 12;

    /// <summary>Latest time that a date can be made of (the end of the year 9999); git stores any number.</summary>
    private const long TimeMax = 253_402_300_799;

    public static string Short(Oid oid) => oid.ToString()[..ShortDigits];

    /// <summary>When it was committed, in UTC: the time that orders history, and that <c>since</c> is held against.</summary>
    public static string Date(long time) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(time, 0, TimeMax)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary><c>commit, date, author, subject</c>, all null for what is not committed.</summary>
    public static void WriteCommit(Utf8JsonWriter json, LogCommit? commit)
    {
        json.WriteString("commit"u8, commit is null ? null : Short(commit.Oid));
        json.WriteString("date"u8, commit is null ? null : Date(commit.Time));
        json.WriteString("author"u8, commit?.Author);
        json.WriteString("subject"u8, commit?.Subject);
    }

    public static void WriteOldPath(Utf8JsonWriter json, ReadOnlySpan<byte> oldPath) => json.WriteString("old_path"u8, GitPath.Display(oldPath));
}
