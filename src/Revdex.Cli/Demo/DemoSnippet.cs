using System.Collections.Frozen;

namespace Revdex.Cli.Demo;

/// <summary>A definition that can be added at the end of a file, in each language that the demo edits.</summary>
internal static class DemoSnippet
{
    public const string Name = "RevdexDemo";

    private static readonly FrozenDictionary<string, string> ByLanguage = new Dictionary<string, string>
    {
        ["csharp"] = "internal static class RevdexDemo { internal static int Answer() => 42; }",
        ["java"] = "class RevdexDemo { static int answer() { return 42; } }",
        ["typescript"] = "export class RevdexDemo { answer() { return 42; } }",
        ["tsx"] = "export class RevdexDemo { answer() { return 42; } }",
        ["javascript"] = "class RevdexDemo { answer() { return 42; } }",
        ["python"] = "class RevdexDemo:\n    def answer(self):\n        return 42",
        ["ruby"] = "class RevdexDemo\n  def answer = 42\nend",
        ["rust"] = "pub struct RevdexDemo { answer: u8 }",
        ["go"] = "type RevdexDemo struct { answer int }",
        ["php"] = "class RevdexDemo { function answer() { return 42; } }",
        ["c"] = "struct RevdexDemo { int answer; };",
        ["cpp"] = "struct RevdexDemo { int answer; };",
    }.ToFrozenDictionary();

    public static bool IsFor(string language) => ByLanguage.ContainsKey(language);

    public static string For(string language) => ByLanguage[language];
}
