using System.CommandLine;
using System.CommandLine.Parsing;
using Revdex.Query.Tools;

namespace Revdex.Cli.Commands;

/// <summary>Says in one line what is wrong with a command line, and what was probably meant.</summary>
internal static class ParseErrorText
{
    public static string Of(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (result.UnmatchedTokens.Count > 0)
        {
            return Unmatched(command, result.UnmatchedTokens[0], Options(result.CommandResult));
        }

        return command is RootCommand ? $"a command is missing ({Commands(command)})" : Decapitalised(result.Errors[0].Message);
    }

    private static string Unmatched(Command command, string token, List<string> options)
    {
        if (token.StartsWith('-') && token.Length > 1)
        {
            var name = token.Split('=')[0];
            return $"{Place(command)} has no option '{ToolArguments.Shown(name)}'{Hint(name, options)}";
        }

        return command is RootCommand || command.Subcommands.Count > 0
            ? $"{Place(command)} has no command '{ToolArguments.Shown(token)}'{Hint(token, command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}"
            : $"{Place(command)} takes no further argument '{ToolArguments.Shown(token)}'";
    }

    private static List<string> Options(SymbolResult result)
    {
        var options = new List<string>();
        for (SymbolResult? at = result; at is not null; at = at.Parent)
        {
            if (at is CommandResult { Command: var command })
            {
                options.AddRange(command.Options.Where(o => !o.Hidden && (o.Recursive || at == result)).SelectMany(o => o.Aliases.Append(o.Name)));
            }
        }

        return options;
    }

    private static string Hint(string word, IEnumerable<string> candidates) =>
        Spelling.Nearest(word, candidates) is { } nearest ? $" (did you mean '{nearest}'?)" : "";

    private static string Place(Command command) => command is RootCommand ? "revdex" : $"'{command.Name}'";

    private static string Commands(Command command) => string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));

    private static string Decapitalised(string message) => char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
