namespace Revdex.Cli.Clients;

/// <summary>
/// Puts one server into a TOML file, as a table at its end, and takes it out again: every other byte stays as it is.
/// </summary>
/// <remarks>
/// Taking out must give back exactly what was there before. So a table of ours stands behind one empty line, and ends with a line break only where the file had one
/// (a file that was made ends with one, one that was empty before does not).
/// </remarks>
internal sealed class TomlServers(string path, string section, string name, IReadOnlyList<ServerField> fields) : IServerList
{
    /// <inheritdoc/>
    public string Install(string? text, ServerCommand server)
    {
        var statements = TomlReader.Read(text ?? "", path);
        if (text is not null && Header(statements) is { } header)
        {
            return Update(text, header, server);
        }

        var end = TextLayout.LineEnd(text ?? "");
        var lines = fields.Select(field => Line(field, server)).Prepend($"[{Key(section)}.{Key(name)}]");
        var table = string.Join(end, lines);
        return (text?.TrimStart('\uFEFF') ?? "").Length == 0 ? text + table + (text is null ? end : "")
            : text!.EndsWith('\n') ? text + end + table + end // Not null: it has a length.
            : text + end + end + table;
    }

    /// <inheritdoc/>
    public string? Uninstall(string text)
    {
        if (Header(TomlReader.Read(text, path)) is { IsHeader: true } only && only.Start == 0 && Last(text) is { } all && all.End == text.Length)
        {
            return text.EndsWith('\n') ? null : "";
        }

        while (Last(text) is { } last)
        {
            text = Cut(text, last.Start, last.End);
        }

        return text;
    }

    /// <inheritdoc/>
    public bool IsIn(string text) => Header(TomlReader.Read(text, path)) is not null;

    /// <summary>The last run of statements that are the server's; null where there is none (any more).</summary>
    private (int Start, int End)? Last(string text)
    {
        var statements = TomlReader.Read(text, path);
        var last = statements.FindLastIndex(IsOurs);
        if (last < 0)
        {
            return null;
        }

        var first = last;
        while (first > 0 && IsOurs(statements[first - 1]))
        {
            first--;
        }

        return (statements[first].Start, statements[last].End);
    }

    /// <summary>Takes out lines and the empty one before them.</summary>
    private static string Cut(string text, int start, int end)
    {
        var lineEnd = TextLayout.LineEnd(text);
        var before = text[..start];
        var isAtEnd = end == text.Length && !text.EndsWith('\n');
        for (var count = isAtEnd ? 2 : 1; count > 0 && before.EndsWith(lineEnd, StringComparison.Ordinal); count--)
        {
            if (!isAtEnd && !IsEmptyLine(before))
            {
                break;
            }

            before = before[..^lineEnd.Length];
        }

        return before + text[end..];
    }

    /// <summary>The text's last line is an empty one.</summary>
    private static bool IsEmptyLine(string text) => text.EndsWith("\n\n", StringComparison.Ordinal) || text.EndsWith("\n\r\n", StringComparison.Ordinal) || text is "\n" or "\r\n";

    /// <summary>The header of the server's table; null where there is none.</summary>
    private TomlStatement? Header(List<TomlStatement> statements)
    {
        var other = statements.Find(statement => !IsOurs(statement) && IsAnotherForm(statement));
        if (other is not null)
        {
            throw new RevdexException($"'{path}' has '{string.Join('.', other.Path)}' in a form that is not edited here: make it a table [{Key(section)}.{Key(name)}], or remove it; nothing was written");
        }

        return statements.Find(statement => statement.IsHeader && statement.Table is [var first, var second] && first == section && second == name);
    }

    /// <summary>In <c>[section.name]</c> or a sub-table of it.</summary>
    private bool IsOurs(TomlStatement statement) =>
        !statement.IsArray && statement.Table is [var first, var second, ..] && first == section && second == name;

    /// <summary>The servers as one inline table, or the server under dotted keys, or as elements of an array.</summary>
    private bool IsAnotherForm(TomlStatement statement)
    {
        var keys = statement.Path.Take(2).ToList();
        return keys is [var only] ? only == section && (!statement.IsHeader || statement.IsArray)
            : keys is [var first, var second] && first == section && (second == name || statement.Table is [_] && statement.IsArray);
    }

    /// <summary>Changes the fields that are ours; what somebody added to the table stays.</summary>
    private string Update(string text, TomlStatement header, ServerCommand server)
    {
        foreach (var field in fields)
        {
            var wanted = field.Value(server);
            var inside = TomlReader.Read(text, path).Where(s => !s.IsHeader && s.Table.SequenceEqual(header.Table)).ToList();
            if (inside.Find(s => s.Keys is [var key] && key == field.Name) is { } there)
            {
                text = string.Concat(text.AsSpan(0, there.ValueStart), wanted, text.AsSpan(there.ValueEnd));
            }
            else
            {
                var at = inside.Count > 0 ? inside[^1].End : header.End;
                var end = TextLayout.LineEnd(text);
                text = text[..at].EndsWith('\n') ? text.Insert(at, Line(field, server) + end) : text.Insert(at, end + Line(field, server));
            }
        }

        return text;
    }

    private static string Line(ServerField field, ServerCommand server) => $"{field.Name} = {field.Value(server)}";

    private static string Key(string key) => key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? key : ServerField.Quoted(key);
}
