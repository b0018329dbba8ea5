namespace Revdex.Git;

/// <summary>
/// A long-lived <c>git check-ignore</c>: which paths the ignore rules cover, some tens of microseconds each. It remembers the rules
/// it has read: make a new one when they may have changed. What is tracked is the caller's to know. For one thread at a time.
/// </summary>
internal sealed class IgnoreCheck(GitCommand git) : IDisposable
{
    private GitProcess? _process;
    private RecordReader? _records;

    /// <summary>For each path (of a file or folder that exists, without '/' at its end), whether it is ignored.</summary>
    /// <exception cref="RevdexException">Git failed; the next call starts it again.</exception>
    public bool[] AreIgnored(IReadOnlyList<byte[]> paths)
    {
        try
        {
            _process ??= git.Start(["check-ignore", "--stdin", "-z", "--verbose", "--non-matching", "--no-index"]);
            _records ??= new RecordReader(_process.Output, 0);

            // Written beside the reading: git answers each path at once, and a pipe holds less than all of them.
            var writing = Task.Run(() => Write(_process.Input, paths));
            var result = new bool[paths.Count];
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = ReadAnswer(_records);
            }

            writing.GetAwaiter().GetResult();
            return result;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            var failure = _process!.Failure(_process.WaitForExit());
            Reset();
            throw failure;
        }
    }

    /// <summary>Forgets the rules.</summary>
    public void Reset()
    {
        _process?.Dispose();
        (_process, _records) = (null, null);
    }

    public void Dispose() => Reset();

    /// <summary>"./" keeps git from reading magic into a path that begins with ':'.</summary>
    private static void Write(Stream input, IReadOnlyList<byte[]> paths)
    {
        using var buffer = new MemoryStream();
        foreach (var path in paths)
        {
            buffer.Write("./"u8);
            buffer.Write(path);
            buffer.WriteByte(0);
        }

        input.Write(buffer.GetBuffer(), 0, (int)buffer.Length);
        input.Flush();
    }

    /// <summary><c>SOURCE NUL LINE NUL PATTERN NUL PATH NUL</c>; no pattern: nothing matched; one with '!': taken back.</summary>
    private static bool ReadAnswer(RecordReader records)
    {
        Next(records);
        Next(records);
        var pattern = Next(records);
        var isIgnored = !pattern.IsEmpty && pattern[0] != (byte)'!';
        Next(records);
        return isIgnored;
    }

    private static ReadOnlySpan<byte> Next(RecordReader records) =>
        records.TryRead(out var record) ? record : throw new InvalidDataException("git check-ignore ended before its answer");
}
