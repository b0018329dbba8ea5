using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Revdex.Git;

/// <summary>One running git: its output, its complaint, its end. Disposing kills what still runs. For one thread.</summary>
internal sealed class GitProcess : IDisposable
{
    /// <summary>What is kept of stderr: enough for the line that says what went wrong.</summary>
    private const int ErrorMaxBytes = 16 * 1024;

    private readonly Process _process;
    private readonly string _name;
    private readonly Task<string> _error;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;

    /// <param name="start">All three streams redirected.</param>
    /// <param name="name">The subcommand, for messages.</param>
    /// <param name="cancellationToken">Cancelling kills the process.</param>
    public GitProcess(ProcessStartInfo start, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _name = name;
        _cancellationToken = cancellationToken;
        try
        {
            _process = Process.Start(start) ?? throw new InvalidOperationException("a process of our own was expected");
        }
        catch (Win32Exception e)
        {
            throw new RevdexException(StartFailure(start, e), ExitCode.Environment, e);
        }

        _error = Task.Run(ReadError, CancellationToken.None);
        _registration = cancellationToken.Register(Kill);
    }

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Everything it writes; for output known to be small.</summary>
    public byte[] ReadToEnd()
    {
        _process.StandardInput.Close();
        using var bytes = new MemoryStream();
        Output.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    public int WaitForExit()
    {
        _process.WaitForExit();
        _cancellationToken.ThrowIfCancellationRequested();
        return _process.ExitCode;
    }

    /// <summary>What it complained of, whole (up to a bound); call it when the process is at its end.</summary>
    public string Error() => _error.GetAwaiter().GetResult();

    /// <summary>Waits for the end, which must be a good one.</summary>
    /// <exception cref="RevdexException">A non-zero exit code.</exception>
    public void Finish()
    {
        var exitCode = WaitForExit();
        if (exitCode != 0)
        {
            throw Failure(exitCode);
        }
    }

    /// <summary>As <see cref="Finish()"/>, passing a result through.</summary>
    public T Finish<T>(T result)
    {
        Finish();
        return result;
    }

    /// <summary>The error that this exit code and complaint amount to.</summary>
    public RevdexException Failure(int exitCode) => GitFailure.Of(_name, exitCode, Error());

    public void Dispose()
    {
        _registration.Dispose();
        Kill();
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill();
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended in between.
        }
    }

    private string ReadError()
    {
        var kept = new byte[ErrorMaxBytes];
        var stream = _process.StandardError.BaseStream;
        var length = stream.ReadAtLeast(kept, kept.Length, throwOnEndOfStream: false);
        if (length == kept.Length)
        {
            stream.CopyTo(Stream.Null);
        }

        return Encoding.UTF8.GetString(kept, 0, length);
    }

    private static string StartFailure(ProcessStartInfo start, Win32Exception e) =>
        Directory.Exists(start.WorkingDirectory)
            ? $"git could not be started ({e.Message}): install git and put it on PATH"
            : $"the folder '{start.WorkingDirectory}' does not exist";
}
