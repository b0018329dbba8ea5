using System.Diagnostics;
using System.Globalization;
using Revdex.Native.DuckDb;

namespace Revdex.Tables;

/// <summary>
/// Watches the worker's clock and memory while a statement runs. Over time: DuckDB is interrupted, and where it does not come back
/// (a single huge function call does not) the process ends. Over memory: the process ends at once. Both say why first.
/// </summary>
internal sealed class SqlWatch : IDisposable
{
    private readonly DuckDbConnection _connection;
    private readonly SqlReply _reply;
    private readonly TimeSpan _timeLimit;
    private readonly bool _ownsProcess;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ManualResetEventSlim _stopped = new();
    private readonly Thread _thread;
    private volatile bool _hasInterrupted;

    /// <param name="ownsProcess">False: the process does other things too. It is never ended then, and its memory says nothing.</param>
    public SqlWatch(DuckDbConnection connection, TimeSpan timeLimit, SqlReply reply, bool ownsProcess)
    {
        (_connection, _timeLimit, _reply, _ownsProcess) = (connection, timeLimit, reply, ownsProcess);
        _thread = new Thread(Watch) { IsBackground = true, Name = "sql-watch" };
        _thread.Start();
    }

    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>The error that the interrupt's own should be shown as; null when none happened.</summary>
    public string? TimeError => _hasInterrupted
        ? string.Create(CultureInfo.InvariantCulture, $"SQL stopped: it ran longer than {_timeLimit.TotalSeconds:0.###} s; narrow it down")
        : null;

    public static string MemoryError(long limitMiB) => $"SQL stopped: it needed more than {limitMiB} MiB of memory; narrow it down";

    public void Dispose()
    {
        _stopped.Set();
        _thread.Join();
        _stopped.Dispose();
    }

    private void Watch()
    {
        while (!_stopped.Wait(SqlLimits.WatchIntervalMs))
        {
            if (_ownsProcess && PrivateMemoryBytes() > SqlLimits.PrivateMemoryMaxBytes)
            {
                End(MemoryError(SqlLimits.PrivateMemoryMaxBytes / (1024 * 1024)));
            }

            CheckTime();
        }
    }

    private void CheckTime()
    {
        if (_clock.Elapsed > _timeLimit)
        {
            _hasInterrupted = true;
            _connection.Interrupt();
        }

        if (_ownsProcess && _clock.Elapsed > _timeLimit + TimeSpan.FromMilliseconds(SqlLimits.InterruptGraceMs))
        {
            End(TimeError!); // set above
        }
    }

    private void End(string message)
    {
        _reply.SendError(message);
        Process.GetCurrentProcess().Kill();
    }

    /// <summary>Without the mapped segments, where the system tells them apart (Linux); elsewhere they count.</summary>
    private static long PrivateMemoryBytes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Environment.WorkingSet;
        }

        // Pages: total, resident, resident that are shared with files (proc(5), statm).
        var fields = File.ReadAllText("/proc/self/statm").Split(' ');
        return (long.Parse(fields[1], CultureInfo.InvariantCulture) - long.Parse(fields[2], CultureInfo.InvariantCulture)) * Environment.SystemPageSize;
    }
}
