using System.Diagnostics;
using System.Text.Json;

namespace Revdex.Tables;

/// <summary>
/// Answers SQL from outside (an agent) safely: each statement runs in a disposable child process (<see cref="SqlWorker"/>), whose
/// standard output is a pipe to here and not anybody's protocol, and whose environment holds none of ours.
/// </summary>
public static class SqlSandbox
{
    /// <summary>The command line's hidden word for the child.</summary>
    public const string WorkerCommand = "sql-worker";

    /// <exception cref="RevdexException">
    /// The statement is refused, wrong, or over a limit (<see cref="ExitCode.Usage"/>); the child cannot be started or died
    /// (<see cref="ExitCode.Environment"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The child is ended.</exception>
    public static async Task<SqlResult> RunAsync(SqlRequest request, CancellationToken ct)
    {
        Check(request);
        return await AskAsync(request, ct).ConfigureAwait(false)
            ?? await AskAsync(request with { Segments = [.. request.Segments.Select(s => s.InMemory())] }, ct).ConfigureAwait(false)
            ?? throw new RevdexException($"{request.Segments.FirstOrDefault(s => s.Path is { } path && !File.Exists(path)).Path} is gone: ask again");
    }

    /// <summary>Null where the file of a segment was gone.</summary>
    private static async Task<SqlResult?> AskAsync(SqlRequest request, CancellationToken ct)
    {
        using var process = Process.Start(StartInfo()) ?? throw new RevdexException("the SQL worker does not start");
        try
        {
            return await AskAsync(process, request, ct).ConfigureAwait(false);
        }
        finally
        {
            process.Kill();
        }
    }

    private static void Check(SqlRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(request.RowCountMax);
        if (request.Sql.Length > SqlLimits.SqlCharsMax || request.Sql.Contains('\0'))
        {
            throw new RevdexException($"SQL refused: it is longer than {SqlLimits.SqlCharsMax} characters, or has a NUL", ExitCode.Usage);
        }
    }

    private static ProcessStartInfo StartInfo()
    {
        var start = SelfProcess.StartInfo(WorkerCommand);
        start.RedirectStandardError = true;
        ChildEnvironment.Reduce(start);
        return start;
    }

    private static async Task<SqlResult?> AskAsync(Process process, SqlRequest request, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(request.TimeLimit + TimeSpan.FromMilliseconds(SqlLimits.StartGraceMs));
        var complaint = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var sending = SendAsync(process, request);
        try
        {
            var answer = await SqlFrames.ReadAsync(process.StandardOutput.BaseStream, SqlLimits.ResultMaxBytes, deadline.Token).ConfigureAwait(false);
            return Result(answer);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new RevdexException("the SQL worker did not answer in time and was ended", ExitCode.Usage);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or JsonException)
        {
            process.Kill();
            await sending.ConfigureAwait(false);
            var why = (await complaint.ConfigureAwait(false)).AsSpan().Trim();
            throw new RevdexException($"the SQL worker died{(why.IsEmpty ? "" : $": {why[..Math.Min(why.Length, 200)].ToString().ReplaceLineEndings(" ")}")}", innerException: e);
        }
    }

    /// <summary>A child that ends early has said why in its answer, or dies and is asked nothing more; what fails here ends its input.</summary>
    private static async Task SendAsync(Process process, SqlRequest request)
    {
        try
        {
            await Task.Run(() => SqlRequestWire.Write(process.StandardInput.BaseStream, request)).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Its answer, or its death, is what the other end of the pipe tells.
        }
        finally
        {
            process.StandardInput.BaseStream.Dispose();
        }
    }

    private static SqlResult? Result(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        var root = document.RootElement;
        if (root.TryGetProperty("error", out var error))
        {
            return root.GetProperty("is_gone").GetBoolean() ? null : throw new RevdexException(error.GetString() ?? "", ExitCode.Usage);
        }

        var own = root.Clone();
        return new SqlResult
        {
            Columns = [.. own.GetProperty("columns").EnumerateArray().Select(c => new SqlColumn(c[0].GetString() ?? "", c[1].GetString() ?? ""))],
            Rows = [.. own.GetProperty("rows").EnumerateArray()],
            Truncated = own.GetProperty("truncated").GetBoolean(),
            TruncatedReason = own.GetProperty("truncated_reason").GetString(),
            Elapsed = TimeSpan.FromMicroseconds(own.GetProperty("elapsed_us").GetInt64()),
        };
    }
}
