using System.Text;
using Revdex.Notes;

namespace Revdex.Tests.Notes;

public sealed class NoteFormatTests
{
    public static TheoryData<string> Texts => ["one line", "two\nlines", "\"quotes\" \\ and \u001b[31m controls \u0000", "äöü 漢字 😀", new string('x', Note.TextMaxBytes)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_note_is_read_as_it_was_written(string text)
    {
        foreach (var note in new[] { NoteSamples.OfSymbol(text), NoteSamples.OfPath(text, "päth\\xff/b") })
        {
            var read = NoteFormat.ReadFile(NoteFormat.OfNote(note), "x").Note!;
            Assert.Equal((NoteSamples.Say(note), note.Id), (NoteSamples.Say(read), read.Id));
        }

        Assert.Equal((null, 12L), NoteFormat.ReadFile(NoteFormat.OfDeletion(12), "x"));
    }

    [Fact]
    public void What_it_says_and_where_is_its_id()
    {
        Assert.Equal(NoteSamples.OfSymbol().Id, NoteSamples.OfSymbol(createdAt: 5).Id);
        Assert.NotEqual(NoteSamples.OfSymbol().Id, NoteSamples.OfSymbol("Other").Id);
        Assert.NotEqual(NoteSamples.OfSymbol().Id, NoteSamples.OfSymbol(path: "src/B.cs").Id);
        Assert.NotEqual(NoteSamples.OfSymbol().Id, NoteSamples.OfSymbol(name: "Run2").Id);
        Assert.True(Note.IsId(NoteSamples.OfSymbol().Id));
    }

    [Fact]
    public void Equal_sets_are_equal_bytes_and_hold_each_note_once()
    {
        Note[] notes = [NoteSamples.OfSymbol(), NoteSamples.OfPath(), NoteSamples.OfSymbol("b")];
        var bytes = NoteFormat.OfSet(notes);
        Assert.Equal(bytes, NoteFormat.OfSet(notes.Reverse()));
        Assert.Equal(notes.Select(NoteSamples.Say).Order(), NoteFormat.ReadSet(bytes, "x").Select(NoteSamples.Say).Order());
        Assert.Contains("one comes twice", Fault(() => NoteFormat.ReadSet(NoteFormat.OfSet([notes[0], notes[0]]), "x")), StringComparison.Ordinal);
    }

    /// <summary>As the contract in artifacts/FORMAT.md shows it.</summary>
    [Fact]
    public void Bytes_are_as_the_contract_says() => Assert.Equal(
        """{"version":1,"path":"src/A.cs","name":"Run","container":"Code.A","kind":"method","body_hash":"1234567890abcdef","signature_hash":"0000000000000007","text":"Locks first.","commit":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","blob":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","created_at":1700000000}""",
        Encoding.UTF8.GetString(NoteFormat.OfNote(NoteSamples.OfSymbol())));

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "not an object")]
    [InlineData("""{"version":2,"deleted_at":1}""", "version: not the one this program reads (1)")]
    [InlineData("""{"version":1, "deleted_at":1}""", "not in canonical form")]
    [InlineData("""{"version":1,"deleted_at":1,"x":1}""", "not in canonical form")]
    [InlineData("""{"version":1,"deleted_at":1,"deleted_at":1}""", "a member comes twice")]
    [InlineData("""{"version":1,"deleted_at":-1}""", "deleted_at: missing or no number of this kind")]
    [InlineData("""{"version":1,"path":"a","text":"","commit":"","blob":"","created_at":1}""", "a note without a text or a name")]
    [InlineData("""{"version":1,"path":"a","text":"\ud800","commit":"","blob":"","created_at":1}""", "not JSON in UTF-8")]
    [InlineData("""{"version":1,"path":"a","text":"t","commit":"zz","blob":"","created_at":1}""", "commit: not an object id")]
    [InlineData("""{"version":1,"path":"a","text":"t","commit":"","blob":"","created_at":1.5}""", "created_at: missing or no number of this kind")]
    [InlineData("""{"version":1,"path":"a","name":"n","container":"","kind":"k","body_hash":"1","signature_hash":"2","text":"t","commit":"","blob":"","created_at":1}""", "not in canonical form")]
    public void What_is_no_note_is_refused_and_named(string json, string fault)
    {
        var message = Fault(() => NoteFormat.ReadFile(Encoding.UTF8.GetBytes(json), "note x"));
        Assert.StartsWith("note x: ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_long_is_refused()
    {
        Assert.Contains("text: longer than 4096 bytes", Fault(() => NoteFormat.ReadFile(NoteFormat.OfNote(NoteSamples.OfPath(new string('x', 4097))), "x")), StringComparison.Ordinal);
        Assert.Contains("path: longer than 4096 bytes", Fault(() => NoteFormat.ReadFile(NoteFormat.OfNote(NoteSamples.OfPath(path: new string('x', 4097))), "x")), StringComparison.Ordinal);
        Assert.Contains("more than 131072", Fault(() => NoteFormat.ReadFile(new byte[200_000], "x")), StringComparison.Ordinal);
        Assert.Contains("notes: 4097, more than 4096", Fault(() => NoteFormat.ReadSet(NoteFormat.OfSet(Enumerable.Range(0, 4097).Select(i => NoteSamples.OfPath($"{i}"))), "x")), StringComparison.Ordinal);
        Assert.Equal("the note has 4098 bytes, more than 4096 (shorten it)", Assert.Throws<RevdexException>(() => NoteFormat.CheckedText(new string('ä', 2049))).Message);
        Assert.Equal("a note needs a text", Assert.Throws<RevdexException>(() => NoteFormat.CheckedText(" \r\n")).Message);
        Assert.Equal("a\nb", NoteFormat.CheckedText("a\r\nb\n"));
    }

    private static string Fault(Func<object?> read) => Assert.Throws<InvalidDataException>(() => read()).Message;
}
