namespace Revdex.Query.Tools;

/// <summary>A line of source as an answer shows it.</summary>
internal static class LineText
{
    /// <summary>A longer line is cut around the use: it is machine-made, and paid for in tokens.</summary>
    public const int LengthMaxBytes = 400;

    /// <summary>The line, or the part of a very long one that is around a place; cut between characters.</summary>
    public static ReadOnlySpan<byte> Around(ReadOnlySpan<byte> line, int columnBytes)
    {
        if (line.Length <= LengthMaxBytes)
        {
            return line;
        }

        var start = Math.Clamp(columnBytes - LengthMaxBytes / 2, 0, line.Length - LengthMaxBytes);
        var end = start + LengthMaxBytes;
        while (start > 0 && IsContinuation(line[start]))
        {
            start++;
        }

        while (end < line.Length && IsContinuation(line[end]))
        {
            end--;
        }

        return line[start..end];
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
