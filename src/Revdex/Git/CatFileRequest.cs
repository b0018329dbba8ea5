namespace Revdex.Git;

/// <summary>One question to <c>git cat-file</c>, answered once: the size of an object, or its content.</summary>
internal sealed class CatFileRequest(Oid oid, bool wantsContent)
{
    // Continuations must not run on the thread that reads git's output.
    private readonly TaskCompletionSource<BlobContent?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Oid Oid => oid;

    public bool WantsContent => wantsContent;

    /// <summary>How often a git process died with this one at the head of its queue.</summary>
    public int Deaths { get; set; }

    /// <summary>Null: there is no such blob. Where only the size was asked for, the content is empty.</summary>
    public Task<BlobContent?> Answer => _answer.Task;

    /// <summary>Nobody waits any more: the answer is read past.</summary>
    public bool IsAbandoned => _answer.Task.IsCompleted;

    public void Complete(BlobContent? content) => _answer.TrySetResult(content);

    public void Fail(Exception e) => _answer.TrySetException(e);

    public void Abandon() => _answer.TrySetCanceled();
}
