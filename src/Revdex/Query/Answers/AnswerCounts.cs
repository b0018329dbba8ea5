using System.Globalization;

namespace Revdex.Query.Answers;

/// <summary>
/// How often there was a kept answer, in a file of the cache that all processes add to. Counts are gathered and added now and then; those of a process that
/// is killed are lost, and a file that cannot be read begins anew: nothing depends on them. Safe for many threads.
/// </summary>
internal sealed class AnswerCounts(string path) : IDisposable
{
    public const int Length = (int)AnswerOutcome.BuiltUpon + 1;

    private const int FileMaxBytes = 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly long[] _pending = new long[Length];
    private long _addedAtMs = Environment.TickCount64;

    public void Add(AnswerOutcome outcome)
    {
        lock (_lock)
        {
            _pending[(int)outcome]++;
            if (Environment.TickCount64 - _addedAtMs > Interval.TotalMilliseconds)
            {
                TryWrite();
            }
        }
    }

    /// <summary>Of all processes, with what this one has not written yet; by <see cref="AnswerOutcome"/>.</summary>
    public long[] Read()
    {
        lock (_lock)
        {
            TryWrite();
            try
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                return Sum(Read(file), _pending);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return [.. _pending];
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            TryWrite();
        }
    }

    /// <summary>Where another process has the file open at this moment, the next time will do.</summary>
    private void TryWrite()
    {
        _addedAtMs = Environment.TickCount64;
        if (Array.TrueForAll(_pending, count => count == 0))
        {
            return;
        }

        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            var sum = Sum(Read(file), _pending);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(string.Join(' ', sum.Select(count => count.ToString(CultureInfo.InvariantCulture)))));
            Array.Clear(_pending);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The cache may be read-only.
        }
    }

    private static long[] Read(FileStream file)
    {
        var bytes = new byte[FileMaxBytes];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var words = System.Text.Encoding.ASCII.GetString(bytes, 0, length).Split(' ');
        var counts = new long[Length];
        for (var i = 0; i < Length; i++)
        {
            if (words.Length != Length || !long.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out counts[i]))
            {
                return new long[Length];
            }
        }

        return counts;
    }

    /// <summary>Unchecked: a file may claim anything.</summary>
    private static long[] Sum(long[] left, long[] right) => [.. left.Zip(right, (a, b) => unchecked(a + b))];
}
