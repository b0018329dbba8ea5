using System.CommandLine;
using Revdex.Query.Tools;

namespace Revdex.Cli.Commands;

/// <summary>
/// Makes the command of a tool from the definition that its MCP schema is made from. Values are taken as texts and checked by the
/// tool itself, so that both sides refuse the same things in the same words.
/// </summary>
internal static class ToolCommand
{
    public static Command Create(ToolDefinition tool)
    {
        var command = new Command(tool.Name, tool.Description);
        var readers = new List<Func<ParseResult, KeyValuePair<string, string>?>>();
        foreach (var argument in tool.Arguments)
        {
            readers.Add(argument.Positional ? AddPositional(command, argument)
                : argument.Type == ArgumentType.Flag ? AddFlag(command, argument)
                : AddOption(command, argument));
        }

        command.Add(CommonOptions.PullRequest);
        command.SetAction((parsed, cancellation) =>
        {
            var given = readers.Select(read => read(parsed)).OfType<KeyValuePair<string, string>>();
            return ToolInvocation.RunAsync(ToolArguments.FromTexts(tool, given), parsed, cancellation);
        });
        return command;
    }

    private static Func<ParseResult, KeyValuePair<string, string>?> AddPositional(Command command, ToolArgument argument)
    {
        // Whether it is required is checked with the rest, in the tool's own words.
        if (argument.Several)
        {
            var several = new Argument<string[]>(argument.Name) { Description = argument.Description, Arity = ArgumentArity.ZeroOrMore };
            command.Add(several);
            return parsed => parsed.GetValue(several) is { Length: > 0 } values ? new(argument.Name, string.Join('\n', values)) : null;
        }

        var made = new Argument<string?>(argument.Name) { Description = argument.Description, Arity = ArgumentArity.ZeroOrOne };
        command.Add(made);
        return parsed => parsed.GetValue(made) is { } value ? new(argument.Name, value) : null;
    }

    private static Func<ParseResult, KeyValuePair<string, string>?> AddFlag(Command command, ToolArgument argument)
    {
        var made = new Option<bool>(argument.Option) { Description = argument.Description };
        command.Add(made);
        return parsed => parsed.GetValue(made) ? new(argument.Name, "true") : null;
    }

    private static Func<ParseResult, KeyValuePair<string, string>?> AddOption(Command command, ToolArgument argument)
    {
        var made = new Option<string?>(argument.Option) { Description = Described(argument), HelpName = argument.Type == ArgumentType.Integer ? "n" : "text" };
        if (!argument.Many && argument.Words.Count > 0)
        {
            made.HelpName = string.Join('|', argument.Words);
        }

        command.Add(made);
        return parsed => parsed.GetValue(made) is { } value ? new(argument.Name, value) : null;
    }

    private static string Described(ToolArgument argument) =>
        argument.Type != ArgumentType.Integer ? argument.Description
        : argument.Default == 0 ? $"{argument.Description}, {argument.Min} or more [default: no limit]"
        : $"{argument.Description}, {argument.Min} to {argument.Max} [default: {argument.Default}]";
}
