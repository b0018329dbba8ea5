using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Revdex.Cli.Rendering;
using Revdex.Extraction;

namespace Revdex.Cli.Commands;

/// <summary>What this build reads, and how much of it: of queries/languages.json and the queries themselves, without a repository.</summary>
internal static class LanguagesCommand
{
    private static readonly (string Name, string Capture)[] Covered = [("definitions", "@definition."), ("references", "@reference."), ("imports", "@import")];

    public static Command Create()
    {
        var command = new Command("languages", "The languages that are indexed: their files, their grammars and what is read of them.");
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(CommonOptions.Json))
            {
                Output.Write(JobCommand.Json(WriteJson));
            }
            else
            {
                Console.Write(Text());
            }
        });
        return command;
    }

    private static void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("languages");
        foreach (var language in LanguageSet.Default.All)
        {
            json.WriteStartObject();
            json.WriteString("id", language.Id);
            json.WriteString("name", language.Name);
            WriteList(json, "extensions", language.Extensions);
            WriteList(json, "filenames", language.FileNames);
            json.WriteString("grammar", language.Package);
            foreach (var (name, capture) in Covered)
            {
                json.WriteBoolean(name, IsCovered(language, capture));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string Text()
    {
        var text = new StringBuilder();
        foreach (var language in LanguageSet.Default.All)
        {
            var covered = string.Join(' ', Covered.Where(c => IsCovered(language, c.Capture)).Select(c => c.Name));
            var files = string.Join(' ', language.Extensions.Select(e => $".{e}").Concat(language.FileNames));
            text.Append(CultureInfo.InvariantCulture, $"{language.Name,-11} {language.Id,-11} {language.Package,-32} {covered,-30} {files}\n");
        }

        return text.ToString();
    }

    /// <summary>Queries name their captures nowhere but in patterns.</summary>
    private static bool IsCovered(Language language, string capture) => language.Query.Contains(capture, StringComparison.Ordinal);
}
