using System.Text.Json;
using Revdex.Snapshots;
using Revdex.Tests.Storage;
using Revdex.Trust;

namespace Revdex.Tests.EndToEnd;

/// <summary>Notes with the real executable: published with snapshots where that is turned on, shown elsewhere with their origin, under the same trust.</summary>
public sealed class NotesTests : IDisposable
{
    private readonly SampleRepository _sample = new();
    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey _key = SigningKey.New();

    private string Store => new Uri(_folder["store"]).AbsoluteUri;

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Notes_go_with_snapshots_where_that_is_turned_on()
    {
        Assert.Equal(0, (await RunAsync(_sample.Root, "notes", "put", "--name", "Parser.Parse", "--text", "Counts \e[31mcharacters.")).ExitCode);
        _sample.Git.Write(".revdexconfig", "[revdex]\n\tpublishnotes = true\n");
        _sample.Git.Commit();
        await PublishAsync(_sample.Root);
        Assert.Null(NotesObject()); // A committed file cannot turn it on.

        _sample.Git.Run("config", "revdex.publishnotes", "true");
        var again = await PublishAsync(_sample.Root);
        Assert.Contains("those of today go with the next commit", again.Errors, StringComparison.Ordinal);
        _sample.Git.Write("src/More.cs", "class More { }\n");
        _sample.Git.Commit();
        await PublishAsync(_sample.Root);
        Assert.NotNull(NotesObject());

        using var clone = Clone("cache-1");
        await RunAsync(clone.Root, "index"); // So that none of the store's facts are needed.
        Assert.Equal(0, (await RunAsync(clone.Root, "pull")).ExitCode);
        var note = One(await NotesAsync(clone.Root));
        Assert.Equal(("Parse", "Counts \e[31mcharacters."), (note.GetProperty("name").GetString(), note.GetProperty("text").GetString()));
        Assert.Equal($"snapshot {_sample.Git.Run("rev-parse", "HEAD")[..12]}, not signed", note.GetProperty("origin").GetString());
        var shown = await RunAsync(clone.Root, "notes");
        Assert.Contains("src/Parser.cs:5 method Parser.Parse", shown.Output, StringComparison.Ordinal);
        Assert.Contains("  Counts  [31mcharacters.\n", shown.Output, StringComparison.Ordinal); // No escape reaches a terminal.

        // What others published is passed on by who publishes no notes, and kept by who publishes his own; what one deleted does not come back.
        clone.Write("src/Third.cs", "class Third { }\n");
        clone.Commit();
        await PublishAsync(clone.Root);
        Assert.NotNull(NotesObject(clone));
        await RunAsync(clone.Root, "notes", "put", "--path", "src", "--text", "Mine.");
        clone.Run("config", "revdex.publishnotes", "true");
        clone.Write("src/Fourth.cs", "class Fourth { }\n");
        clone.Commit();
        await PublishAsync(clone.Root);
        Assert.Equal(2, NotesIn(NotesObject(clone)!));
        var id = One(await NotesAsync(clone.Root, "search", "--text", "Counts")).GetProperty("id").GetString()!;
        Assert.Equal(0, (await RunAsync(clone.Root, "notes", "delete", "--id", id)).ExitCode);
        Assert.Equal("Mine.", One(await NotesAsync(clone.Root)).GetProperty("text").GetString());
        clone.Write("src/Fifth.cs", "class Fifth { }\n");
        clone.Commit();
        await PublishAsync(clone.Root);
        Assert.Equal(1, NotesIn(NotesObject(clone)!));
    }

    [Fact]
    public async Task Published_notes_are_under_the_trust_of_their_snapshot()
    {
        await RunAsync(_sample.Root, "notes", "put", "--path", "src", "--text", "Signed.");
        _sample.Git.Run("config", "revdex.publishnotes", "true");
        await PublishAsync(_sample.Root, _key);
        using var clone = Clone("cache-1");
        clone.Run("config", "revdex.trustedkey", _key.PublicKey.Text);
        Assert.Equal(0, (await RunAsync(clone.Root, "pull")).ExitCode);
        Assert.EndsWith(", signed", One(await NotesAsync(clone.Root)).GetProperty("origin").GetString(), StringComparison.Ordinal);

        // The key is not trusted any more: what came with it is not shown.
        using var other = SigningKey.New();
        clone.Run("config", "revdex.trustedkey", other.PublicKey.Text);
        Assert.Empty((await NotesAsync(clone.Root)).GetProperty("results").EnumerateArray());

        // An object that is not what the signed manifest promised.
        var path = NotesObject()!;
        File.WriteAllText(path, File.ReadAllText(path).Replace("Signed.", "Forged.", StringComparison.Ordinal));
        using var strict = Clone("cache-2");
        strict.Run("config", "revdex.trustedkey", _key.PublicKey.Text);
        Assert.Equal(5, (await RunAsync(strict.Root, "pull")).ExitCode);
        Assert.Empty((await NotesAsync(strict.Root)).GetProperty("results").EnumerateArray());
        using var lenient = Clone("cache-3");
        var pulled = await RunAsync(lenient.Root, "pull");
        Assert.Equal(0, pulled.ExitCode);
        Assert.Contains("its notes are passed over", pulled.Errors, StringComparison.Ordinal);
        Assert.Empty((await NotesAsync(lenient.Root)).GetProperty("results").EnumerateArray());
    }

    [Fact]
    public async Task Processes_put_notes_at_once()
    {
        var runs = Enumerable.Range(0, 4).Select(i => RunAsync(_sample.Root, "notes", "put", "--path", "src", "--text", $"note {i}"));
        Assert.All(await Task.WhenAll(runs), run => Assert.Equal(0, run.ExitCode));
        Assert.Equal(4, (await NotesAsync(_sample.Root)).GetProperty("total").GetInt32());
    }

    private TestRepository Clone(string cache)
    {
        var clone = _sample.Git.Clone();
        clone.Run("config", "revdex.store", Store);
        clone.Run("config", "revdex.cache", _folder[cache]);
        return clone;
    }

    /// <summary>The file of the notes that the manifest of HEAD names; null: it names none.</summary>
    private string? NotesObject(TestRepository? repository = null)
    {
        var key = SnapshotKeys.Manifest((repository ?? _sample.Git).Open().Head()!.Value);
        var bytes = File.ReadAllBytes(_folder["store/" + key]);
        var manifest = ManifestReader.Read(Envelope.Is(bytes) ? Envelope.Read(bytes, "x").Payload : bytes, "x");
        return manifest.Notes is { } notes ? _folder["store/" + SnapshotKeys.Object(notes.Sha256)] : null;
    }

    private static int NotesIn(string path) => JsonElement.Parse(File.ReadAllText(path)).GetProperty("notes").GetArrayLength();

    private async Task<(int ExitCode, string Output, string Errors)> PublishAsync(string folder, SigningKey? key = null)
    {
        var start = RevdexProcess.StartInfo(folder, "publish", "--no-tables", "--store", Store);
        if (key is not null)
        {
            start.Environment[SigningKey.Variable] = key.ToPem();
        }

        var result = await RevdexProcess.RunAsync(start);
        Assert.True(result.ExitCode == 0, result.Errors);
        return result;
    }

    private static async Task<JsonElement> NotesAsync(string folder, params string[] arguments)
    {
        var result = await RunAsync(folder, ["notes", .. arguments, "--json"]);
        Assert.True(result.ExitCode == 0, result.Errors);
        return JsonElement.Parse(result.Output);
    }

    private static JsonElement One(JsonElement answer) => Assert.Single(answer.GetProperty("results").EnumerateArray());

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, params string[] arguments) => RevdexProcess.RunAsync(folder, arguments);
}
