namespace Revdex.Git;

/// <summary>One bulk read: which sizes and contents are under way. For one consumer at a time.</summary>
internal sealed class CatFileBulk(CatFileProcess process, IReadOnlyList<Oid> oids, Func<int, long> sizeMaxBytes, int countMax, long maxBytes)
{
    private readonly Queue<(CatFileRequest Size, CatFileRequest? Content)> _contents = new();
    private readonly Queue<CatFileRequest> _sizes = new();
    private readonly List<CatFileRequest> _batch = [];
    private int _asked;
    private int _decided;
    private long _underWayBytes;

    /// <summary>The next blob in order.</summary>
    public async ValueTask<BlobContent?> NextAsync(CancellationToken cancellationToken)
    {
        // Topping up at half keeps git busy and writes many questions at once.
        if (_contents.Count < countMax / 2 && _underWayBytes < maxBytes / 2)
        {
            AskContents();
            AskSizes();
        }

        while (_contents.Count == 0)
        {
            await _sizes.Peek().Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
            AskContents();
            AskSizes();
        }

        var (size, content) = _contents.Dequeue();
        var answer = await (content ?? size).Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        _underWayBytes -= content is null ? 0 : SizeOf(size);
        return answer;
    }

    public void Abandon()
    {
        foreach (var (_, content) in _contents)
        {
            content?.Abandon();
        }

        foreach (var size in _sizes)
        {
            size.Abandon();
        }
    }

    private void AskSizes()
    {
        if (_sizes.Count > countMax / 2)
        {
            return;
        }

        while (_asked < oids.Count && _sizes.Count < countMax)
        {
            var request = new CatFileRequest(oids[_asked++], wantsContent: false);
            _sizes.Enqueue(request);
            _batch.Add(request);
        }

        Send();
    }

    /// <summary>Asks for the contents whose sizes are known, in order, as far as the budget goes; one at least, however large.</summary>
    private void AskContents()
    {
        while (_sizes.TryPeek(out var size) && size.Answer.IsCompletedSuccessfully && _contents.Count < countMax)
        {
            if (_underWayBytes > 0 && _underWayBytes + SizeOf(size) > maxBytes)
            {
                break;
            }

            var content = CatFile.IsWanted(size.Answer.Result, sizeMaxBytes(_decided++)) ? new CatFileRequest(size.Oid, wantsContent: true) : null;
            _contents.Enqueue((_sizes.Dequeue(), content));
            if (content is not null)
            {
                _underWayBytes += SizeOf(size);
                _batch.Add(content);
            }
        }

        Send();
    }

    private void Send()
    {
        if (_batch.Count > 0)
        {
            process.Send(_batch);
            _batch.Clear();
        }
    }

    /// <summary>Of an answered size request.</summary>
    private static long SizeOf(CatFileRequest size) => size.Answer.Result?.SizeBytes ?? 0;
}
