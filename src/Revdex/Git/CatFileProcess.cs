using System.Text;

namespace Revdex.Git;

/// <summary>
/// The <c>git cat-file</c> behind a <see cref="CatFile"/>: questions are written by whoever asks, answers read by one thread of its own
/// that waits for nobody, so that git is never blocked. Starts git again where it died.
/// </summary>
internal sealed class CatFileProcess : IDisposable
{
    /// <summary>Objects that one reader survives losing git over; past it the repository, not an object, is the trouble.</summary>
    private const int DeathsMax = 1_000;

    private readonly GitCommand _git;
    private readonly ObjectOnlyRepository? _objectOnly;
    private readonly ObjectFormat _format;
    private readonly Lock _lock = new();
    private readonly Queue<CatFileRequest> _pending = new();
    private GitProcess? _current;
    private Exception? _failure;
    private bool _isOldGit;
    private int _deaths;

    public CatFileProcess(GitCommand git, string commonDirectory, ObjectFormat format, bool isPartialClone)
    {
        _format = format;
        _objectOnly = isPartialClone ? ObjectOnlyRepository.Create(format) : null;
        _git = _objectOnly?.CommandFor(git, commonDirectory) ?? git;
    }

    /// <summary>Writes questions, which are answered in order.</summary>
    public void Send(IReadOnlyList<CatFileRequest> requests)
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                throw _failure;
            }

            if (_current is null)
            {
                Start();
            }

            foreach (var request in requests)
            {
                _pending.Enqueue(request);
            }

            Write(requests);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            Fail(new ObjectDisposedException(nameof(CatFile)));
            _current?.Dispose();
            _current = null;
        }

        _objectOnly?.Dispose();
    }

    /// <summary>Under the lock.</summary>
    private void Start()
    {
        string[] arguments = _isOldGit ? ["cat-file", "--batch"] : ["cat-file", "--batch-command", "--buffer"];
        var process = _current = _git.Start(arguments);
        new Thread(() => ReadAnswers(process)) { IsBackground = true, Name = "git cat-file" }.Start();
    }

    /// <summary>Under the lock. A git that died shows at the reading end, which sends what is pending to the next one.</summary>
    private void Write(IEnumerable<CatFileRequest> requests)
    {
        var lines = new StringBuilder();
        foreach (var request in requests)
        {
            lines.Append(_isOldGit ? "" : request.WantsContent ? "contents " : "info ").Append(request.Oid).Append('\n');
        }

        try
        {
            _current!.Input.Write(Encoding.ASCII.GetBytes(lines.Append(_isOldGit ? "" : "flush\n").ToString()));
            _current.Input.Flush();
        }
        catch (IOException)
        {
        }
    }

    private void ReadAnswers(GitProcess process)
    {
        try
        {
            ReadToEnd(new CatFileAnswers(process.Output, _format));
            EndOf(process);
        }
        catch (Exception e)
        {
            // The thread has no caller: whoever waits is told.
            lock (_lock)
            {
                if (ReferenceEquals(process, _current))
                {
                    Fail(e);
                }
            }
        }
    }

    private void ReadToEnd(CatFileAnswers answers)
    {
        try
        {
            while (answers.TryReadHeader(out var header))
            {
                Answer(answers, header);
            }
        }
        catch (EndOfStreamException)
        {
            // Git died within an object, whose request is still pending.
        }
    }

    private void Answer(CatFileAnswers answers, CatFileHeader header)
    {
        CatFileRequest request;
        lock (_lock)
        {
            request = _pending.TryPeek(out var head) ? head : throw new InvalidDataException("git cat-file answered what nobody asked");
        }

        if (header.Oid != request.Oid)
        {
            throw new InvalidDataException($"git cat-file answered for {header.Oid} where {request.Oid} was asked");
        }

        var answer = ReadContent(answers, header, request);
        lock (_lock)
        {
            _pending.Dequeue();
        }

        request.Complete(answer);
    }

    private BlobContent? ReadContent(CatFileAnswers answers, CatFileHeader header, CatFileRequest request)
    {
        ReadOnlyMemory<byte> bytes = default;
        if (header.IsFound && (request.WantsContent || _isOldGit))
        {
            if (request is { WantsContent: true, IsAbandoned: false } && header.IsBlob)
            {
                bytes = answers.ReadContent(header.SizeBytes);
            }
            else
            {
                answers.SkipContent(header.SizeBytes);
            }
        }

        return header.IsBlob ? new BlobContent(header.SizeBytes, bytes) : null;
    }

    /// <summary>Git is gone. If that was not asked for: whose fault is it, and who is asked again?</summary>
    private void EndOf(GitProcess process)
    {
        var exitCode = process.WaitForExit();
        lock (_lock)
        {
            if (!ReferenceEquals(process, _current))
            {
                return;
            }

            _current = null;
            if (exitCode == 129 && !_isOldGit)
            {
                _isOldGit = true; // "Unknown option": --batch-command came with git 2.36.
            }
            else if (_pending.TryPeek(out var head))
            {
                Blame(head, process, exitCode);
            }

            process.Dispose();
            if (_failure is null && _pending.Count > 0)
            {
                Start();
                Write(_pending);
            }
        }
    }

    /// <summary>
    /// Git answers in order and flushes when it dies of an object, so that the first question without an answer is the one it died of,
    /// if its complaint says so. Anything else may be chance once (killed from outside), but not twice.
    /// </summary>
    private void Blame(CatFileRequest head, GitProcess process, int exitCode)
    {
        head.Deaths++;
        var error = process.Error();
        var isTheObjects = error.Contains(head.Oid.ToString(), StringComparison.Ordinal) || error.Contains("corrupt", StringComparison.Ordinal);
        if (++_deaths > DeathsMax || (head.Deaths > 1 && !isTheObjects))
        {
            Fail(process.Failure(exitCode));
        }
        else if (isTheObjects)
        {
            _pending.Dequeue();
            head.Complete(null);
        }
    }

    /// <summary>Under the lock: everything asked, now and later, ends with this.</summary>
    private void Fail(Exception e)
    {
        _failure ??= e;
        while (_pending.TryDequeue(out var request))
        {
            request.Fail(_failure);
        }
    }
}
