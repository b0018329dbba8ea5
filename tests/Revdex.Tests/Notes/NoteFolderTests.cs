using Revdex.Notes;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Notes;

public sealed class NoteFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Notes_are_put_read_and_deleted()
    {
        var folder = new NoteFolder(_folder.Path);
        Assert.Empty(folder.Read().Notes);
        var (first, second) = (NoteSamples.OfSymbol(), NoteSamples.OfPath());
        folder.Put(first);
        folder.Put(second);
        Assert.Equal(new[] { first, second }.Select(NoteSamples.Say).Order(), Says(folder));
        folder.Delete(first.Id);
        Assert.Equal([NoteSamples.Say(second)], Says(folder));
        Assert.True(folder.Read().Covers(first));
        Assert.False(folder.Read().Covers(NoteSamples.OfSymbol("another")));
        folder.Put(first);
        Assert.Equal(2, Says(folder).Count);
    }

    [Fact]
    public void The_same_note_keeps_its_time_until_what_it_is_on_changed()
    {
        var folder = new NoteFolder(_folder.Path);
        folder.Put(NoteSamples.OfSymbol(createdAt: 1));
        Assert.Equal(1, folder.Put(NoteSamples.OfSymbol(createdAt: 2)).CreatedAt);
        var changed = new Note { Path = "src/A.cs", Name = "Run", Container = "Code.A", Kind = "method", Text = "Locks first.", BodyHash = 9, CreatedAt = 3 };
        Assert.Equal(NoteSamples.OfSymbol().Id, changed.Id);
        Assert.Equal(3, folder.Put(changed).CreatedAt);
        Assert.Equal([NoteSamples.Say(changed)], Says(folder));
    }

    [Fact]
    public void A_broken_file_is_told_of_and_left_and_is_no_other_note()
    {
        var folder = new NoteFolder(_folder.Path);
        folder.Put(NoteSamples.OfPath());
        var broken = NoteSamples.OfSymbol();
        File.WriteAllText(_folder[$"revdex/notes/{broken.Id}.json"], "{");
        File.Copy(_folder[$"revdex/notes/{NoteSamples.OfPath().Id}.json"], _folder["revdex/notes/0123456789abcdef.json"]);
        File.WriteAllText(_folder["revdex/notes/README.json"], "mine");
        var shelf = folder.Read();
        Assert.Equal([NoteSamples.Say(NoteSamples.OfPath())], shelf.Notes.Select(NoteSamples.Say));
        Assert.Equal(2, shelf.Faults.Count);
        Assert.Contains(shelf.Faults, f => f.Contains(broken.Id, StringComparison.Ordinal));
        Assert.Contains(shelf.Faults, f => f.Contains($"it is note {NoteSamples.OfPath().Id}", StringComparison.Ordinal));
        folder.Put(broken);
        Assert.Equal(2, Says(folder).Count);
    }

    /// <summary>Two processes put at once and one is killed; whatever either said it had put is there, whole, and nothing else of the killed one stays.</summary>
    [Fact]
    public void Processes_put_at_once_and_a_killed_one_loses_nothing_it_had_put()
    {
        using var killed = ChildProcess.Start("notes-put", _folder.Path, "killed");
        using var other = ChildProcess.Start("notes-put", _folder.Path, "other");
        var said = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            said.Add(killed.ReadLine()!);
            said.Add(other.ReadLine()!);
        }

        said.AddRange(killed.Kill().Where(line => line.Length == Note.IdLength));
        said.Add(other.ReadLine()!);
        said.AddRange(other.Kill().Where(line => line.Length == Note.IdLength));
        var folder = new NoteFolder(_folder.Path);
        folder.Put(NoteSamples.OfPath());
        var shelf = folder.Read();
        Assert.Empty(shelf.Faults);
        Assert.Empty(said.Except(shelf.Notes.Select(n => n.Id)));
        Assert.Empty(Directory.EnumerateFiles(_folder["revdex/notes/tmp"]));
        Assert.InRange(shelf.Notes.Count, said.Count + 1, said.Count + 3); // Each may have put one that it did not tell of any more.
    }

    [Fact]
    public void What_is_published_is_what_is_here_and_what_was_published_and_not_deleted()
    {
        var folder = new NoteFolder(_folder.Path);
        Assert.Null(folder.Read().ToPublish(null, Assert.Fail));
        var (here, deleted, others) = (NoteSamples.OfSymbol(), NoteSamples.OfPath("deleted"), NoteSamples.OfPath("others'"));
        folder.Put(here);
        folder.Delete(deleted.Id);
        var bytes = folder.Read().ToPublish(NoteFormat.OfSet([deleted, others, NoteSamples.OfSymbol(createdAt: 5)]), Assert.Fail)!;
        Assert.Equal(new[] { here, others }.Select(NoteSamples.Say).Order(), NoteFormat.ReadSet(bytes, "x").Select(NoteSamples.Say).Order());
        Assert.Throws<InvalidDataException>(() => folder.Read().ToPublish([1], Assert.Fail));

        var reported = new List<string>();
        var many = Enumerable.Range(0, 300).Select(i => new Note { Path = "p", Text = new string('x', 4000) + i, CreatedAt = 1_700_000_000 + i }).ToList();
        bytes = folder.Read().ToPublish(NoteFormat.OfSet(many.Take(200)), reported.Add)!;
        Assert.Empty(reported);
        many.Skip(200).ToList().ForEach(n => folder.Put(n));
        bytes = folder.Read().ToPublish(bytes, reported.Add)!;
        Assert.InRange(bytes.Length, NoteFormat.SetMaxBytes - 8192, NoteFormat.SetMaxBytes);
        Assert.Single(reported);
        Assert.Contains(NoteFormat.ReadSet(bytes, "x"), n => n.Id == many[^1].Id);
    }

    private static List<string> Says(NoteFolder folder) => [.. folder.Read().Notes.Select(NoteSamples.Say).Order()];
}
