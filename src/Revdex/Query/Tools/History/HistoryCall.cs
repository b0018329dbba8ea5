using System.Globalization;
using System.Text.Json;
using Revdex.Git;
using Revdex.Query.Answers;

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
        if (since is not null && since != SinceText.Parse(arguments.Text("since")!, DateTimeOffset.UtcNow.AddDays(1)))
        {
            call.Scope?.Decline(); // An age is another time at each question.
        }

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

    /// <summary>This, of an answer that git's account of history goes into as a whole.</summary>
    public HistoryCall OnGit()
    {
        Call.Scope?.DependOn(DependencyKind.Git);
        return this;
    }

    /// <summary>The same for a part of the answer that is about a commit: it has notices and a page of its own.</summary>
    public HistoryCall Part(Utf8JsonWriter json, AnswerScope scope, int offset) =>
        new(Call with { Json = json, Scope = scope }, Reader, From, Since) { Author = Author, Shallow = Shallow, Offset = offset };

    /// <summary>What a part has to say besides its results, of which there are so many, or more.</summary>
    public AnswerPage PartPage(long total, bool isMore) => new(total, isMore, CutReason, -1, Notice);

    /// <summary>Writes what a part found, and says what it has to say.</summary>
    /// <returns>Number of results.</returns>
    public int WritePart(ReadOnlyMemory<byte> results, AnswerPage page)
    {
        CutReason ??= page.TruncatedReason;
        if (page.Notice is { } notice)
        {
            AddNotice(notice);
        }

        var array = JsonElement.Parse(results.Span);
        foreach (var result in array.EnumerateArray())
        {
            result.WriteTo(Call.Json);
        }

        return array.GetArrayLength();
    }

    /// <summary>What both say who is asked for, from when on, and how paths of headers are read.</summary>
    public string PartArguments(string path, string rest) => string.Create(
        CultureInfo.InvariantCulture, $"{path.Length}:{path} {Author?.Length ?? -1}:{Author} {Since} {Call.View.Headers.Language?.Id} {rest}");

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
        return Page(page.Count, results.Count);
    }

    /// <summary>The page of so many results of a number that is known.</summary>
    public ToolPage Page(int written, long total) =>
        Call.Page(Offset, written, total, null, Notice) is var made && made.TruncatedReason is null ? made with { TruncatedReason = CutReason } : made;

    private string? Notice => _notices.Count == 0 ? null : string.Join("; ", _notices);
}
