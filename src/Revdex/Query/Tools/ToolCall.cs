using System.Text.Json;
using Revdex.Query.Answers;

namespace Revdex.Query.Tools;

/// <summary>One question: its checked arguments, the state it is answered on, and where the elements of <c>results</c> are written.</summary>
/// <param name="Reader">Null where a state is asked directly, without a repository behind it.</param>
public sealed record ToolCall(ToolArguments Arguments, QueryState State, Reader? Reader, Utf8JsonWriter Json, CancellationToken Cancellation)
{
    /// <summary>Told how far a long answer is, as often as is convenient: who listens thins it out. Null: nobody listens.</summary>
    public IProgress<WorkProgress>? Progress { get; init; }

    /// <summary>Told what the answer depends on; null where it is not going to be kept.</summary>
    internal AnswerScope? Scope { get; init; }

    public View View => State.View;

    /// <summary>Most results on the page.</summary>
    public int Limit => Arguments.Integer("limit");

    /// <summary>The page after <paramref name="written"/> results from <paramref name="offset"/> on, of <paramref name="total"/>.</summary>
    public ToolPage Page(int offset, int written, long total, string? reason = null, string? notice = null)
    {
        var next = (long)offset + written;
        return next < total && written > 0
            ? new ToolPage(total, reason ?? ToolPage.Limit, Cursor.At(Arguments, (int)next), notice)
            : new ToolPage(total, reason, null, notice);
    }

    /// <summary>The same where results are not counted beyond the page.</summary>
    /// <param name="isMore">Whether there is one more at least.</param>
    public ToolPage OpenPage(int offset, int written, bool isMore, string? reason = null, string? notice = null) =>
        Page(offset, written, (long)offset + written + (isMore ? 1 : 0), isMore ? null : reason, notice) with { IsAtLeast = isMore };
}
