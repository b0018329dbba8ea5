using Revdex.Query.Tools;

namespace Revdex.Query.Answers;

/// <summary>A tool's page without what hangs by the spelling of the question, as its cursor does.</summary>
/// <param name="NextOffset">Results before the next page; -1 on the last one.</param>
/// <param name="Lanes">Parted by commas; null where they are not said. An answer that lacks one is not kept.</param>
internal sealed record AnswerPage(long Total, bool IsAtLeast, string? TruncatedReason, int NextOffset, string? Notice, string? Lanes = null)
{
    public static AnswerPage Of(in ToolPage page, ToolArguments arguments) =>
        new(page.Total, page.IsAtLeast, page.TruncatedReason, page.NextCursor is { } cursor ? Cursor.OffsetOf(arguments, cursor) : -1, page.Notice, page.Lanes is { } lanes ? string.Join(',', lanes) : null);

    public ToolPage For(ToolArguments arguments) =>
        new(Total, TruncatedReason, NextOffset < 0 ? null : Cursor.At(arguments, NextOffset), Notice, IsAtLeast, Lanes: Lanes?.Split(','));
}
