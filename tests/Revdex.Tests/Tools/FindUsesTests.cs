namespace Revdex.Tests.Tools;

/// <summary><c>find</c> by initials, with uses, and of exported symbols alone; on facts from real source.</summary>
public sealed class FindUsesTests : IAsyncLifetime
{
    private readonly AskedRepository _asked = new();

    public Task InitializeAsync()
    {
        _asked.Git.Write("a.cs", "public class Http { public string GetRequestBody() => Read(); string Read() => \"\"; }\n");
        _asked.Git.Write("b.cs", "class Use { void One(Http h) { h.GetRequestBody(); } }\n");
        _asked.Git.Write("c.cs", "class More { void Two(Http h) { h.GetRequestBody(); h.GetRequestBody(); } }\n");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _asked.DisposeAsync();

    [Fact]
    public async Task Initials_find_a_name()
    {
        var found = (await _asked.AnswerAsync("find", """{"name": "gRB"}""")).GetProperty("results")[0];
        Assert.Equal(("GetRequestBody", "word"), (found.GetProperty("name").GetString(), found.GetProperty("match").GetString()));
        Assert.Equal(0, (await _asked.AnswerAsync("find", """{"name": "gRB", "match": "substring"}""")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Uses_are_counted_as_references_lists_them()
    {
        var found = (await _asked.AnswerAsync("find", """{"name": "GetRequestBody", "uses": true}""")).GetProperty("results")[0];
        Assert.Equal((3, "c.cs"), (found.GetProperty("uses").GetInt32(), found.GetProperty("used_most").GetString()));
        Assert.Equal(3, (await _asked.AnswerAsync("references", """{"name": "GetRequestBody"}""")).GetProperty("total").GetInt32());
        var unused = (await _asked.AnswerAsync("find", """{"name": "More", "uses": true}""")).GetProperty("results")[0];
        Assert.Equal((0, false), (unused.GetProperty("uses").GetInt32(), unused.TryGetProperty("used_most", out _)));
        Assert.False((await _asked.AnswerAsync("find", """{"name": "More"}""")).GetProperty("results")[0].TryGetProperty("uses", out _));
    }

    [Fact]
    public async Task What_is_not_visible_outside_can_be_left_out()
    {
        Assert.Equal(["Read"], (await _asked.AnswerAsync("find", """{"name": "Read"}""")).Each("name"));
        Assert.Empty((await _asked.AnswerAsync("find", """{"name": "Read", "exported": true}""")).Each("name"));
        Assert.Equal(["GetRequestBody"], (await _asked.AnswerAsync("find", """{"name": "Request", "exported": true}""")).Each("name"));
    }
}
