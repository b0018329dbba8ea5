using System.Text.Json;

namespace Revdex.Tests.Tools;

public sealed class NotesToolTests : IAsyncLifetime
{
    private const string Source = "def first(a):\n    return [a, a + 1, a + 2, a + 3, a + 4, a + 5, a + 6]\n\n\nclass Box:\n    def open(self):\n        return self.lid.lift(by=3)\n\n    def open_all(self):\n        return 2\n";

    private readonly AskedRepository _asked = new();

    public Task InitializeAsync()
    {
        _asked.Git.Write("lib/box.py", Source);
        _asked.Git.Write("lib/other.py", "def open():\n    pass\n");
        _asked.Git.Commit();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _asked.DisposeAsync();

    [Fact]
    public async Task A_note_is_put_and_got_where_its_symbol_is()
    {
        var put = One(await PutAsync("Box.open", "Lifts the lid.\nNever twice."));
        Assert.Equal(("lib/box.py", "open", "Box", "method", 6), (Text(put, "path"), Text(put, "name"), Text(put, "container"), Text(put, "kind"), put.GetProperty("line").GetInt32()));
        Assert.Equal(("Lifts the lid.\nNever twice.", "here", _asked.Git.Run("rev-parse HEAD").Trim()), (Text(put, "text"), Text(put, "origin"), Text(put, "commit")));
        _asked.Git.Write("lib/box.py", "\n\n# moved down\n" + Source);
        var got = One(await AnswerAsync("""{"name": "Box.open"}"""));
        Assert.Equal((Text(put, "id"), 9), (Text(got, "id"), got.GetProperty("line").GetInt32()));
        Assert.Equal("", Standing(got));
        Assert.Empty((await AnswerAsync("""{"name": "open_all"}""")).GetProperty("results").EnumerateArray());
        Assert.Equal("none of the 1 notes is on this", (await AnswerAsync("""{"path": "lib/other.py"}""")).Notice());
        Assert.Equal(Text(put, "id"), Text(One(await AnswerAsync("""{"name": "lib/box.py:10"}""")), "id"));
    }

    [Fact]
    public async Task Body_and_declaration_count_as_changes_layout_and_comments_do_not()
    {
        await PutAsync("Box.open", "n");
        await EditAsync("        return self.lid.lift(by=3)", "        return self.lid.lift( by = 3 )  # why", "");
        await EditAsync("by=3", "by=4", "changed_since");
        await EditAsync("def open(self)", "def open(self, slowly)", "changed_since");
        await EditAsync("    def open(self):\n        return self.lid.lift(by=3)\n", "", "gone");
        _asked.Git.Write("lib/box.py", Source.Replace("by=3", "by=4", StringComparison.Ordinal));
        Assert.Equal("", Standing(One(await PutAsync("Box.open", "n")))); // Said again, it is about what is there now.
        Assert.Equal("", Standing(One(await AnswerAsync("{}"))));
        Assert.Equal("changed_since", Standing(One(await AnswerAsync("""{"rev": "HEAD"}"""))));
    }

    [Fact]
    public async Task A_symbol_that_moved_or_was_renamed_is_found_by_its_body_if_it_is_the_only_one()
    {
        await PutAsync("first", "n");
        _asked.Git.Write("lib/box.py", Source[Source.IndexOf("class", StringComparison.Ordinal)..]);
        _asked.Git.Write("src/new.py", Source[..Source.IndexOf("class", StringComparison.Ordinal)]);
        var moved = One(await AnswerAsync("{}"));
        Assert.Equal(("src/new.py", "lib/box.py first", ""), (Text(moved, "path"), Text(moved, "was"), Standing(moved)));
        Assert.Equal("n", Text(One(await AnswerAsync("""{"path": "src"}""")), "text"));
        Assert.Equal("n", Text(One(await AnswerAsync("""{"path": "lib"}""")), "text"));

        _asked.Git.Write("src/new.py", Source[..Source.IndexOf("class", StringComparison.Ordinal)].Replace("first", "primary", StringComparison.Ordinal));
        var renamed = One(await AnswerAsync("""{"name": "primary"}"""));
        Assert.Equal(("primary", "lib/box.py first", ""), (Text(renamed, "name"), Text(renamed, "was"), Standing(renamed)));

        _asked.Git.Write("src/twin.py", Source[..Source.IndexOf("class", StringComparison.Ordinal)].Replace("first", "twin", StringComparison.Ordinal));
        Assert.Equal(("gone", "first"), (Standing(One(await AnswerAsync("{}"))), Text(One(await AnswerAsync("{}")), "name")));

        _asked.Git.Write("src/twin.py", "def first(b):\n    return b\n");
        _asked.Git.Delete("src/new.py");
        var byName = One(await AnswerAsync("{}"));
        Assert.Equal(("src/twin.py", "changed_since"), (Text(byName, "path"), Standing(byName)));
    }

    [Fact]
    public async Task Files_and_folders_have_notes_too()
    {
        await AnswerAsync("""{"action": "put", "path": "lib/other.py", "text": "a file"}""");
        await AnswerAsync("""{"action": "put", "path": "lib/", "text": "a folder"}""");
        await AnswerAsync("""{"action": "put", "path": ".", "text": "all"}""");
        Assert.Equal(["all", "a folder", "a file"], (await AnswerAsync("{}")).Each("text"));
        Assert.Equal(["a file"], (await AnswerAsync("""{"name": "lib/other.py"}""")).Each("text"));
        _asked.Git.Write("lib/other.py", "def open():\n    pass  \n");
        Assert.Equal(["-", "-", "True"], (await AnswerAsync("{}")).Each("changed_since"));
        _asked.Git.Delete("lib/other.py");
        _asked.Git.Write("away/there.py", "def open():\n    pass\n");
        Assert.Equal(["lib/other.py"], (await AnswerAsync("""{"path": "away"}""")).Each("was"));
        _asked.Git.Write("away/there.py", "x");
        Assert.Equal(["-", "-", "True"], (await AnswerAsync("{}")).Each("gone"));
    }

    [Fact]
    public async Task Notes_are_searched_paged_and_deleted()
    {
        foreach (var i in Enumerable.Range(0, 7))
        {
            await AnswerAsync($$"""{"action": "put", "path": "lib", "text": "note {{i}} {{(i % 2 == 0 ? "Even" : "odd")}}"}""");
        }

        Assert.Equal(4, (await AnswerAsync("""{"action": "search", "text": "NOTE even"}""")).Total());
        Assert.Equal(7, (await AnswerAsync("""{"action": "search", "text": "lib"}""")).Total());
        var page = await AnswerAsync("""{"limit": 5}""");
        var rest = await AnswerAsync($$"""{"limit": 5, "cursor": "{{page.GetProperty("next_cursor").GetString()}}"}""");
        Assert.Equal(7, page.Each("id").Concat(rest.Each("id")).Distinct().Count());
        var id = page.Each("id")[2];
        var deleted = await AnswerAsync($$"""{"action": "delete", "id": "{{id}}"}""");
        Assert.Equal(id, Text(One(deleted), "id"));
        Assert.EndsWith("deleted", deleted.Notice(), StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await AnswerAsync("{}")).Each("id"));
        Assert.StartsWith($"there is no note '{id}'", await ErrorAsync($$"""{"action": "delete", "id": "{{id}}"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worktrees_share_notes()
    {
        using var worktree = _asked.Git.AddWorktree("-b", "side");
        await using var beside = new AskedRepository(worktree);
        await beside.AnswerAsync("notes", """{"action": "put", "name": "first", "text": "from beside"}""");
        await PutAsync("Box.open", "from here");
        Assert.Equal(["from here", "from beside"], (await AnswerAsync("{}")).Each("text").OrderDescending());
        Assert.Equal(2, (await beside.AnswerAsync("notes", "{}")).Total());
    }

    [Theory]
    [InlineData("""{"action": "put", "name": "Box.open"}""", "a note needs a text")]
    [InlineData("""{"action": "put", "text": "x"}""", "'notes put' needs what the note is on: name (a symbol or path:line) or path")]
    [InlineData("""{"action": "put", "name": "opn", "text": "x"}""", "no definition has the name 'opn'; did you mean 'open'?")]
    [InlineData("""{"action": "put", "name": "open", "text": "x"}""", "2 definitions have the name 'open', the first at lib/box.py:6, others at lib/other.py:1: give path:line or the container of one")]
    [InlineData("""{"action": "put", "path": "box.py", "text": "x"}""", "there is no file or folder 'box.py' (did you mean 'lib/box.py'?)")]
    [InlineData("""{"action": "put", "name": "lib/box.py:3", "text": "x"}""", "no symbol contains line 3 of 'lib/box.py' (give path alone for a note on the file)")]
    [InlineData("""{"action": "search"}""", "'notes search' needs the argument 'text'")]
    [InlineData("""{"action": "delete"}""", "'notes delete' needs the argument 'id'")]
    [InlineData("""{"action": "got"}""", "'action' cannot be 'got' (did you mean 'get'?)")]
    public async Task What_is_wrong_is_said(string arguments, string message) => Assert.StartsWith(message[..^1], await ErrorAsync(arguments), StringComparison.Ordinal);

    private async Task EditAsync(string old, string changed, string standing)
    {
        _asked.Git.Write("lib/box.py", Source.Replace(old, changed, StringComparison.Ordinal));
        Assert.Equal(standing, Standing(One(await AnswerAsync("{}"))));
    }

    private Task<JsonElement> PutAsync(string name, string text) => AnswerAsync(JsonSerializer.Serialize(new { action = "put", name, text }));

    private Task<JsonElement> AnswerAsync(string arguments) => _asked.AnswerAsync("notes", arguments);

    private async Task<string> ErrorAsync(string arguments) => (await Assert.ThrowsAsync<RevdexException>(() => AnswerAsync(arguments))).Message;

    private static JsonElement One(JsonElement answer) => Assert.Single(answer.GetProperty("results").EnumerateArray());

    private static string Standing(JsonElement note) => string.Join(' ', new[] { "changed_since", "gone", "pending" }.Where(flag => note.TryGetProperty(flag, out _)));

    private static string Text(JsonElement note, string property) => note.GetProperty(property).GetString()!;
}
