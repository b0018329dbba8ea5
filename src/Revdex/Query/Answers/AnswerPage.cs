using Revdex.Query.Tools;

namespace Revdex.Query.Answers;

/// <summary>A tool's page without what hangs by the spelling of the question, as its cursor does.</summary>
/// <param name="NextOffset">Results before the next page; -1 on the last one.</param>
internal sealed record AnswerPage(long Total, bool IsAtLeast, string? TruncatedReason, int NextOffset, string? Notice)
{
    public static AnswerPage Of(in ToolPage page, ToolArguments arguments) =>
        new(page.Total, page.IsAtLeast, page.TruncatedReason, page.NextCursor is { } cursor ? Cursor.OffsetOf(arguments, cursor) : -1, page.Notice);

    public ToolPage For(ToolArguments arguments) =>
        new(Total, TruncatedReason, NextOffset < 0 ? null : Cursor.At(arguments, NextOffset), Notice, IsAtLeast);
}
