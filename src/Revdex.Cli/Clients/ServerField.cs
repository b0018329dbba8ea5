using System.Text.Encodings.Web;
using System.Text.Json;

namespace Revdex.Cli.Clients;

/// <summary>
/// One field of a server's entry. Its value is JSON text on one line, which for strings, lists of strings and booleans is TOML as well.
/// </summary>
internal sealed record ServerField(string Name, Func<ServerCommand, string> Value)
{
    public static ServerField Command { get; } = new("command", static server => Quoted(server.Program));

    public static ServerField Arguments { get; } = new("args", static server => List(server.Arguments));

    /// <summary>Program and arguments in one list.</summary>
    public static ServerField CommandLine { get; } = new("command", static server => List([server.Program, .. server.Arguments]));

    public static ServerField Text(string name, string value) => new(name, _ => Quoted(value));

    public static ServerField Texts(string name, params string[] values) => new(name, _ => List(values));

    public static ServerField Flag(string name, bool value) => new(name, _ => value ? "true" : "false");

    /// <summary>A string as both formats write it.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string List(IReadOnlyList<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";
}
