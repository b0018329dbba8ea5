using System.Buffers.Binary;
using System.Globalization;
using Revdex.Native.DuckDb;

namespace Revdex.Tables;

/// <summary>DuckDB's dates, times and UUIDs as text.</summary>
internal static class SqlTimes
{
    private const long NanosecondsPerTick = 100;

    /// <summary>ISO 8601; beyond the years 1 to 9999, and for infinity, the plain number that DuckDB stores.</summary>
    public static string Text(DuckDbType type, long value) => type switch
    {
        DuckDbType.Date => Instant(value, TimeSpan.TicksPerDay, 1, "yyyy-MM-dd"),
        DuckDbType.Time => new TimeOnly(Math.Min(value * TimeSpan.TicksPerMicrosecond, TimeSpan.TicksPerDay - 1)).ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DuckDbType.TimestampS => Instant(value, TimeSpan.TicksPerSecond, 1, "yyyy-MM-dd HH:mm:ss"),
        DuckDbType.TimestampMs => Instant(value, TimeSpan.TicksPerMillisecond, 1, "yyyy-MM-dd HH:mm:ss.FFF"),
        DuckDbType.TimestampNs => Instant(value, 1, NanosecondsPerTick, "yyyy-MM-dd HH:mm:ss.FFFFFFF"),
        DuckDbType.TimestampTz => Instant(value, TimeSpan.TicksPerMicrosecond, 1, "yyyy-MM-dd HH:mm:ss.FFFFFFZ"),
        _ => Instant(value, TimeSpan.TicksPerMicrosecond, 1, "yyyy-MM-dd HH:mm:ss.FFFFFF"),
    };

    /// <summary>DuckDB flips the highest bit, so that UUIDs sort as signed numbers.</summary>
    public static string Uuid(Int128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, value);
        bytes[0] ^= 0x80;
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static string Instant(long value, long ticksPerUnit, long unitsPerTick, string format)
    {
        var ticks = ((Int128)value * ticksPerUnit / unitsPerTick) + DateTime.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks, DateTimeKind.Utc).ToString(format, CultureInfo.InvariantCulture)
            : value.ToString(CultureInfo.InvariantCulture);
    }
}
