using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Revdex.Query.Tools;

/// <summary>
/// The checked arguments of one call. Checking is strict and the same for MCP and the command line: an unknown or wrong argument
/// is a <see cref="RevdexException"/> that names it and the nearest right one.
/// </summary>
public sealed class ToolArguments
{
    private readonly ToolDefinition _tool;
    private readonly object?[] _values;

    private ToolArguments(ToolDefinition tool)
    {
        _tool = tool;
        _values = new object?[tool.Arguments.Count];
    }

    /// <exception cref="RevdexException"><see cref="ExitCode.Usage"/>: an argument is unknown, missing, or not of its type.</exception>
    public static ToolArguments FromJson(ToolDefinition tool, IEnumerable<KeyValuePair<string, JsonElement>>? given)
    {
        var arguments = new ToolArguments(tool);
        foreach (var (name, value) in given ?? [])
        {
            var index = arguments.IndexOf(name);
            arguments._values[index] = Check(tool.Arguments[index], value);
        }

        return arguments.WithRequired();
    }

    /// <summary>The same from texts, as the command line gives them; a flag's text is <c>true</c> or <c>false</c>.</summary>
    /// <exception cref="RevdexException">As <see cref="FromJson"/>.</exception>
    public static ToolArguments FromTexts(ToolDefinition tool, IEnumerable<KeyValuePair<string, string>> given)
    {
        var arguments = new ToolArguments(tool);
        foreach (var (name, value) in given)
        {
            var index = arguments.IndexOf(name);
            arguments._values[index] = Check(tool.Arguments[index], value);
        }

        return arguments.WithRequired();
    }

    public ToolDefinition Tool => _tool;

    public string? Text(string name) => (string?)_values[IndexOf(name)];

    /// <summary>It was given, not left to its default.</summary>
    public bool Has(string name) => _values[IndexOf(name)] is not null;

    public bool Flag(string name) => _values[IndexOf(name)] is true;

    public int Integer(string name)
    {
        var index = IndexOf(name);
        return (int?)_values[index] ?? _tool.Arguments[index].Default;
    }

    /// <summary>The words of a comma-separated argument; empty where it was not given.</summary>
    public IReadOnlyList<string> Words(string name) => Text(name) is { } text ? Split(text) : [];

    /// <summary>A number that tells apart questions which differ in anything but the page: what a cursor is bound to.</summary>
    public uint QuestionHash()
    {
        var hash = Fnv(2166136261, _tool.Name);
        for (var i = 0; i < _values.Length; i++)
        {
            if (_tool.Arguments[i].Name is not ("limit" or "cursor" or "max_tokens"))
            {
                hash = Fnv(hash, Convert.ToString(_values[i], CultureInfo.InvariantCulture) ?? "");
            }
        }

        return hash;
    }

    /// <summary>
    /// One text for all spellings of one question: what was given, and the size of the page. Left out are the revision, which the key has as a commit, and what
    /// only bounds how the answer is shown.
    /// </summary>
    /// <exception cref="RevdexException">The cursor is wrong.</exception>
    internal string Canonical()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _values.Length; i++)
        {
            var argument = _tool.Arguments[i];
            var value = argument.Name switch
            {
                "max_tokens" => null,
                "rev" when !_tool.TellsRevision => null,
                "limit" => Integer("limit"),
                "cursor" => Cursor.Offset(this),
                _ => argument.Many && _values[i] is string words ? string.Join(',', Split(words)) : _values[i],
            };
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } shown)
            {
                text.Append(CultureInfo.InvariantCulture, $"{argument.Name}:{shown.Length}={shown}\n");
            }
        }

        return text.ToString();
    }

    private static uint Fnv(uint hash, string text)
    {
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (hash ^ 0x1F) * 16777619;
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < _tool.Arguments.Count; i++)
        {
            if (_tool.Arguments[i].Name == name)
            {
                return i;
            }
        }

        var names = _tool.Arguments.Select(a => a.Name).ToList();
        var nearest = Spelling.Nearest(name, names);
        var hint = nearest is null ? $"it takes {string.Join(", ", names)}" : $"did you mean '{nearest}'?";
        throw Wrong($"'{_tool.Name}' has no argument '{Shown(name)}' ({hint})");
    }

    private ToolArguments WithRequired()
    {
        for (var i = 0; i < _values.Length; i++)
        {
            var argument = _tool.Arguments[i];
            if (argument.Required && _values[i] is null or "")
            {
                throw Wrong($"'{_tool.Name}' needs the argument '{argument.Name}': {argument.Description}");
            }
        }

        return this;
    }

    private static object? Check(ToolArgument argument, JsonElement value) => (argument.Type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        (ArgumentType.Text, JsonValueKind.String) => CheckText(argument, value.GetString()!),
        (ArgumentType.Text, JsonValueKind.Array) when argument.Several && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) =>
            CheckText(argument, string.Join('\n', value.EnumerateArray().Select(v => v.GetString()))),
        (ArgumentType.Integer, JsonValueKind.Number) when value.TryGetDouble(out var number) && Math.Floor(number) == number =>
            CheckInteger(argument, number),
        (ArgumentType.Flag, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        _ => throw Wrong($"'{argument.Name}' must be {TypeName(argument.Type)}, not {Shown(value.GetRawText())}"),
    };

    private static object Check(ToolArgument argument, string value) => argument.Type switch
    {
        ArgumentType.Text => CheckText(argument, value),
        ArgumentType.Integer when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            CheckInteger(argument, number),
        ArgumentType.Flag when bool.TryParse(value, out var flag) => flag,
        _ => throw Wrong($"'{argument.Name}' must be {TypeName(argument.Type)}, not '{Shown(value)}'"),
    };

    private static object CheckInteger(ToolArgument argument, double number) =>
        number >= argument.Min && number <= argument.Max
            ? (int)number
            : throw Wrong($"'{argument.Name}' must be from {argument.Min} to {argument.Max}, not {number.ToString(CultureInfo.InvariantCulture)}");

    private static string CheckText(ToolArgument argument, string text)
    {
        if (text.Length > ToolArgument.TextMaxChars)
        {
            throw Wrong($"'{argument.Name}' is longer than {ToolArgument.TextMaxChars} characters");
        }

        if (argument.Words.Count > 0)
        {
            foreach (var word in argument.Many ? Split(text) : [text])
            {
                CheckWord(argument, word);
            }
        }

        return text;
    }

    private static void CheckWord(ToolArgument argument, string word)
    {
        if (!argument.Words.Contains(word))
        {
            var nearest = Spelling.Nearest(word, argument.Words);
            var hint = nearest is null ? $"one of {string.Join(", ", argument.Words)}" : $"did you mean '{nearest}'?";
            throw Wrong($"'{argument.Name}' cannot be '{Shown(word)}' ({hint})");
        }
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string TypeName(ArgumentType type) => type switch
    {
        ArgumentType.Integer => "a whole number",
        ArgumentType.Flag => "true or false",
        _ => "text",
    };

    /// <summary>What a client sent, bounded and on one line, for an error message.</summary>
    internal static string Shown(string text)
    {
        var shown = text.Length <= 80 ? text : text[..79] + "…";
        return string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c));
    }

    private static RevdexException Wrong(string message) => new(message, ExitCode.Usage);
}
