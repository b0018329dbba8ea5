using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text.Json;
using Revdex.Cli.Rendering;

namespace Revdex.Cli.Mcp;

/// <summary>
/// Reads what the client writes and answers itself what every client says: its introduction (<see cref="Handshake"/>) and plain calls of tools, of which an
/// answer's bytes are made once. Every other line goes on to the library (<see cref="Rest"/>), which speaks the rest of the protocol; the first one
/// with the client's introduction before it.
/// </summary>
internal sealed class QuickCalls(Stream input, LineOutput output, ToolCalls calls, CancellationToken cancellation)
{
    /// <summary>A longer line is no plain call; the library gets it piece by piece.</summary>
    private const int LineMaxBytes = 1024 * 1024;

    private const int BufferBytes = 64 * 1024;

    /// <summary>A buffer that one great answer made greater is not kept.</summary>
    private const int KeptMaxBytes = 256 * 1024;

    private readonly Pipe _rest = new();
    private readonly ArrayBufferWriter<byte> _introduction = new();
    private readonly TaskCompletionSource<bool> _needsLibrary = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, Call> _running = new();
    private readonly ConcurrentBag<(ArrayBufferWriter<byte> Answer, ArrayBufferWriter<byte> Line)> _buffers = [];

    /// <summary>Whether there is anything for the library; false with the end of the input, once everything is answered.</summary>
    public Task<bool> NeedsLibrary => _needsLibrary.Task;

    /// <summary>What is not answered here; ends with the input, once everything is answered.</summary>
    public Stream Rest => _rest.Reader.AsStream();

    /// <summary>Begins to read, on a thread of its own: reading standard input cannot be interrupted.</summary>
    public void Start() => new Thread(Read) { IsBackground = true, Name = "mcp input" }.Start();

    private void Read()
    {
        Exception? failure = null;
        try
        {
            ReadLines();
            Task.WaitAll(_running.Values.Select(call => call.Done.Task).ToArray(), cancellation);
        }
        catch (Exception e)
        {
            failure = e is OperationCanceledException ? null : e; // The library's reading ends with it, and so does the command.
        }

        _rest.Writer.Complete(failure);
        _needsLibrary.TrySetResult(failure is not null); // The library's reading tells of it.
    }

    private void ReadLines()
    {
        var buffer = new byte[BufferBytes];
        var (length, isLong) = (0, false);
        while (input.Read(buffer, length, buffer.Length - length) is > 0 and var read)
        {
            var searched = length;
            length += read;
            var start = 0;
            while (buffer.AsSpan(searched..length).IndexOf((byte)'\n') is >= 0 and var found)
            {
                var end = searched + found + 1;
                Take(buffer.AsSpan(start..end), isLong);
                (start, searched, isLong) = (end, end, false);
            }

            if (length - start > LineMaxBytes)
            {
                PassOn(buffer.AsSpan(start..length));
                (start, isLong) = (length, true);
            }

            buffer.AsSpan(start..length).CopyTo(buffer);
            length -= start;
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        PassOn(buffer.AsSpan(0, length));
    }

    private void Take(ReadOnlySpan<byte> line, bool isRestOfLong)
    {
        if (isRestOfLong || ClientLine.TryParse(line) is not { } parsed || !TryTake(parsed, line))
        {
            PassOn(line);
        }
    }

    private bool TryTake(ClientLine line, ReadOnlySpan<byte> text) => line.Method switch
    {
        ClientMethod.Call => TryCall(line),
        ClientMethod.TakeBack => TryTakeBack(line),
        ClientMethod.Initialize => TryIntroduce(line, text),
        ClientMethod.Initialized => TryKeep(text),
        _ => TryAnswer(line),
    };

    private bool TryCall(ClientLine line)
    {
        var call = new Call(CancellationTokenSource.CreateLinkedTokenSource(cancellation));
        if (!_running.TryAdd(line.Id!, call))
        {
            call.Stop.Dispose();
            return false; // An id that is in use: the library knows what to say.
        }

        _ = Task.Run(() => AnswerAsync(line, call), CancellationToken.None);
        return true;
    }

    /// <summary>What is taken back after its answer was written, nobody need hear of.</summary>
    private bool TryTakeBack(ClientLine line)
    {
        if (_running.TryGetValue(line.Id!, out var running))
        {
            running.TakeBack();
            return true;
        }

        return !IsLibraryReady;
    }

    private bool TryIntroduce(ClientLine line, ReadOnlySpan<byte> text) =>
        !IsLibraryReady && _introduction.WrittenCount == 0 && TryAnswer(line) && TryKeep(text);

    /// <summary>For the library, should there be something for it.</summary>
    private bool TryKeep(ReadOnlySpan<byte> text)
    {
        if (!IsLibraryReady)
        {
            _introduction.Write(text);
        }

        return !IsLibraryReady;
    }

    private bool TryAnswer(ClientLine line)
    {
        if (Handshake.Result(line) is not { } result)
        {
            return false;
        }

        var answer = new ArrayBufferWriter<byte>(result.Length + 64);
        CallResponse.WriteResult(answer, line.Id!, result);
        output.WriteLine(answer.WrittenSpan);
        return true;
    }

    private bool IsLibraryReady => _needsLibrary.Task.IsCompleted;

    private async Task AnswerAsync(ClientLine line, Call call)
    {
        var buffers = _buffers.TryTake(out var kept) ? kept : (Answer: new ArrayBufferWriter<byte>(BufferBytes), Line: new ArrayBufferWriter<byte>(BufferBytes));
        try
        {
            await WriteAsync(line, buffers.Answer, buffers.Line, call.Stop.Token).ConfigureAwait(false);
            output.WriteLine(buffers.Line.WrittenSpan);
        }
        catch (OperationCanceledException)
        {
            // What was taken back is not answered.
        }
        catch (IOException)
        {
            // The client is gone: its end of the input says so too.
        }
        finally
        {
            _running.TryRemove(line.Id!, out _);
            call.Stop.Dispose();
            call.Done.SetResult();
            Keep(buffers);
        }
    }

    private async ValueTask WriteAsync(ClientLine line, ArrayBufferWriter<byte> answer, ArrayBufferWriter<byte> to, CancellationToken stop)
    {
        try
        {
            await calls.RunAsync(line.Tool!, line.Arguments?.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value)), answer, Progress(line), stop).ConfigureAwait(false);
            CallResponse.WriteAnswer(to, line.Id!, line.Tool!, answer.WrittenMemory);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            to.ResetWrittenCount();
            CallResponse.WriteFailure(to, line.Id!, ToolCalls.Explain(line.Tool!, e));
        }
    }

    private CallProgress? Progress(ClientLine line) => line.ProgressToken is not { } token ? null : new CallProgress(
        (done, total, message) =>
        {
            var told = new ArrayBufferWriter<byte>(256);
            CallResponse.WriteProgress(told, token, done, total, message);
            output.WriteLine(told.WrittenSpan);
        },
        TimeProvider.System);

    private void Keep((ArrayBufferWriter<byte> Answer, ArrayBufferWriter<byte> Line) buffers)
    {
        if (buffers.Answer.Capacity <= KeptMaxBytes && buffers.Line.Capacity <= KeptMaxBytes)
        {
            buffers.Answer.ResetWrittenCount();
            buffers.Line.ResetWrittenCount();
            _buffers.Add(buffers);
        }
    }

    private void PassOn(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (!IsLibraryReady)
        {
            Introduce();
        }

        Write(bytes);
    }

    /// <summary>Tells the library what the client said before; what it answers to that the client has heard. It may answer out of turn, and so all else waits.</summary>
    private void Introduce()
    {
        var answered = _introduction.WrittenCount > 0 ? output.DropNextLine() : Task.CompletedTask;
        _needsLibrary.SetResult(true); // Before anything is written: who waits for the library to read must have it.
        Write(_introduction.WrittenSpan);
        answered.Wait(cancellation);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _rest.Writer.Write(bytes);
        _rest.Writer.FlushAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    private sealed record Call(CancellationTokenSource Stop)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void TakeBack()
        {
            try
            {
                Stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It was answered at this moment.
            }
        }
    }
}
