using System.Text.Json;
using Revdex.Cli.Rendering;

namespace Revdex.Tests.Rendering;

public sealed class HistoryTextTests
{
    private const string Commit = "\"commit\":\"0123456789ab\",\"date\":\"2026-01-31T10:00:00Z\",\"author\":\"Ada\",\"subject\":\"One\\nthing\"";

    [Theory]
    [InlineData("{" + Commit + "}", "0123456789ab 2026-01-31 Ada  One thing")]
    [InlineData("{" + Commit + ",\"merge\":true}", "0123456789ab 2026-01-31 Ada  (merge) One thing")]
    [InlineData("{" + Commit + ",\"files\":3}", "0123456789ab 2026-01-31 Ada  One thing  3 files")]
    [InlineData("{" + Commit + ",\"change\":\"renamed\",\"path\":\"b.c\",\"old_path\":\"a.c\"}", "0123456789ab 2026-01-31 Ada  renamed   b.c  One thing  was a.c")]
    [InlineData("{" + Commit + ",\"change\":\"body\",\"name\":\"f\",\"path\":\"b.c\",\"line\":3,\"end_line\":5}", "0123456789ab 2026-01-31 Ada  body      b.c:3-5  One thing")]
    [InlineData("{" + Commit + ",\"change\":\"signature\",\"path\":\"b.c\",\"line\":3,\"end_line\":3,\"old_signature\":\"int f()\"}", "0123456789ab 2026-01-31 Ada  signature b.c:3  One thing  was int f()")]
    [InlineData("{\"commit\":null,\"date\":null,\"author\":null,\"subject\":null,\"change\":\"body\",\"path\":\"b.c\",\"line\":3,\"end_line\":5}", "not committed body      b.c:3-5")]
    [InlineData("{\"path\":\"b.c\",\"line\":3,\"end_line\":5," + Commit + ",\"boundary\":true}", "b.c:3-5 0123456789ab 2026-01-31 Ada  (or older) One thing")]
    [InlineData("{\"path\":\"b.c\",\"line\":3,\"end_line\":5,\"commit\":null,\"date\":null,\"author\":null,\"subject\":null}", "b.c:3-5 not committed")]
    [InlineData("{\"path\":\"b.c\",\"commits\":12,\"authors\":1,\"last_commit\":\"0123456789ab\",\"last_date\":\"2026-01-31T10:00:00Z\"}", "   12 b.c  1 author, last 0123456789ab 2026-01-31")]
    [InlineData("{\"path\":\"b.c\",\"commits\":12,\"share\":0.25,\"authors\":2,\"last_commit\":\"0123456789ab\",\"last_date\":\"2026-01-31T10:00:00Z\"}", "   12  25 % b.c  2 authors, last 0123456789ab 2026-01-31")]
    public void Each_result_is_a_line(string result, string line) =>
        Assert.Equal(line + "\n", AnswerText.Results("history", JsonElement.Parse($$"""{"results":[{{result}}]}"""), Ink.Plain));

    [Theory]
    [InlineData("\"total_at_least\":3,\"truncated\":true,\"truncated_reason\":\"limit\",\"next_cursor\":\"abc\"", "1 of at least 3 shown; more with cursor abc")]
    [InlineData("\"total\":1,\"truncated\":true,\"truncated_reason\":\"shallow\",\"notice\":\"this clone is shallow\"", "1 shown, not all there are; this clone is shallow")]
    public void The_footer_says_why_there_is_no_more(string page, string footer) =>
        Assert.Equal(footer, AnswerText.Footer(JsonElement.Parse($$"""{"view":{"complete":true},"results":[{}],{{page}}}""")));
}
