using Revdex.Notes;

namespace Revdex.Tests.Notes;

internal static class NoteSamples
{
    public static Note OfSymbol(string text = "Locks first.", string path = "src/A.cs", string name = "Run", long createdAt = 1_700_000_000) => new()
    {
        Path = path,
        Name = name,
        Container = "Code.A",
        Kind = "method",
        BodyHash = 0x1234567890ABCDEF,
        SignatureHash = 7,
        Text = text,
        Commit = new string('a', 40),
        Blob = new string('b', 40),
        CreatedAt = createdAt,
    };

    public static Note OfPath(string text = "Generated.", string path = "gen") => new() { Path = path, Text = text, CreatedAt = 1_700_000_001 };

    public static string Say(Note note) => $"{note.Path}|{note.Container}|{note.Name}|{note.Kind}|{note.BodyHash}|{note.SignatureHash}|{note.Commit}|{note.Blob}|{note.CreatedAt}|{note.Text}";
}
