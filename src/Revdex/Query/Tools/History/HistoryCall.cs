using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>What all modes share: where history starts, the filters, and what there is to be said of the answer.</summary>
internal sealed class HistoryCall
{
    private readonly List<string> _notices = [];
    private int _commitCount;

    private HistoryCall(ToolCall call, Reader reader, Oid? from, long? since) => (Call, Reader, From, Since) = (call, reader, from, since);

    public ToolCall Call { get; }

    public Reader Reader { get; }

    public GitRepository Repository => Reader.Repository;

    /// <summary>The commit of the view; null in a repository without commits.</summary>
    public Oid? From { get; }

    /// <summary>In seconds since 1970.</summary>
    public long? Since { get; }

    public required string? Author { get; init; }

    public required IReadOnlySet<Oid> Shallow { get; init; }

    public required int Offset { get; init; }

    /// <summary>Why the results are not all there are, but for the page's limit; null where they are.</summary>
    public string? CutReason { get; private set; }

    public CancellationToken Cancellation => Call.Cancellation;

    /// <exception cref="RevdexException">An argument is not right.</exception>
    public static HistoryCall Of(ToolCall call, Reader reader)
    {
        var arguments = call.Arguments;
        var since = arguments.Text("since") is { Length: > 0 } text ? SinceText.Parse(text, DateTimeOffset.UtcNow) : default(long?);
        var author = arguments.Text("author") is { Length: > 0 } given ? given : null;
        if (author?.Any(char.IsControl) == true)
        {
            throw new RevdexException("'author' is part of one name or e-mail address: it holds no control characters", ExitCode.Usage);
        }

        var history = new HistoryCall(call, reader, Oid.TryParse(call.State.Info.Commit, out var commit) ? commit : null, since)
        {
            Author = author,
            Shallow = reader.Repository.ShallowCommits(),
            Offset = Cursor.Offset(arguments),
        };
        if (history.From is null)
        {
            history.AddNotice("there are no commits yet");
        }

        return history;
    }

    public void AddNotice(string notice)
    {
        if (!_notices.Contains(notice))
        {
            _notices.Add(notice);
        }
    }

    /// <summary>Says that the clone ends here: what a commit without its parents changed cannot be told.</summary>
    public void Cut(string reason, string notice)
    {
        CutReason ??= reason;
        AddNotice(notice);
    }

    /// <summary>Whether a commit is where a shallow clone ends; if so the answer says so.</summary>
    public bool IsCutAt(Oid commit)
    {
        if (!Shallow.Contains(commit))
        {
            return false;
        }

        Cut(ToolPage.Shallow, $"this clone is shallow and ends at {HistoryJson.Short(commit)}: what is older is not here (git fetch --unshallow)");
        return true;
    }

    public bool IsByAuthor(LogCommit commit) => Author is null || $"{commit.Author} <{commit.Email}>".Contains(Author, StringComparison.OrdinalIgnoreCase);

    /// <summary>All that git tells of the commits; nothing in a repository without any.</summary>
    public IEnumerable<LogCommit> Log(Func<Oid, LogQuery> query) => From is { } from ? Log(query(from) with { Since = Since }) : [];

    public IEnumerable<LogCommit> Log(LogQuery query)
    {
        foreach (var commit in Repository.Log(query, Cancellation))
        {
            Call.Progress?.Report(new WorkProgress("read", ++_commitCount, 0, "commits"));
            yield return commit;
        }
    }

    /// <summary>Writes the page of results that come one by one, and no more are asked for than it takes to know whether there are more.</summary>
    public ToolPage WriteOpen<T>(IEnumerable<T> results, Action<T> write)
    {
        var (passed, written) = (0, 0);
        foreach (var result in results)
        {
            if (passed < Offset)
            {
                passed++;
            }
            else if (written == Call.Limit)
            {
                return OpenPage(written, isMore: true);
            }
            else
            {
                write(result);
                written++;
            }
        }

        return OpenPage(written, isMore: false);
    }

    public ToolPage OpenPage(int written, bool isMore) => Call.OpenPage(Offset, written, isMore, CutReason, Notice);

    /// <summary>Writes the page of results that are all known.</summary>
    public ToolPage Write<T>(IReadOnlyList<T> results, Action<T> write)
    {
        var page = results.Skip(Offset).Take(Call.Limit).ToList();
        page.ForEach(write);
        return Call.Page(Offset, page.Count, results.Count, null, Notice) is var made && made.TruncatedReason is null ? made with { TruncatedReason = CutReason } : made;
    }

    private string? Notice => _notices.Count == 0 ? null : string.Join("; ", _notices);
}
