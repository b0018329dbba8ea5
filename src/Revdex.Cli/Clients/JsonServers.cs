using System.Text.Json;

namespace Revdex.Cli.Clients;

/// <summary>
/// Puts one server into a JSON file and takes it out again, by inserting and deleting text: every other byte stays as it is.
/// </summary>
/// <remarks>
/// Taking out must give back exactly what was there before, and nobody remembers that. So the layout tells what was made for us: a section of ours has line breaks
/// or spaces inside its braces, <c>{ "revdex": … }</c>, while an entry that was put into an empty object stands close to its brace and on one line,
/// <c>{"revdex": {…}}</c>. A file that was made ends with a line break, one that was empty before does not.
/// </remarks>
internal sealed class JsonServers(string path, string section, string name, IReadOnlyList<ServerField> fields) : IServerList
{
    private const string Unit = "  ";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <inheritdoc/>
    public string Install(string? text, ServerCommand server)
    {
        if (text is null || JsoncReader.Read(text, path) is not { } root)
        {
            return WithRoot(text, server);
        }

        var unit = UnitOf(text, root);
        if (Find(root, section) is not { } servers)
        {
            return Insert(text, root, unit, (indent, end) => Section(indent, unit, end, server));
        }

        RequireObject(servers);
        return Find(servers.Value, name) is { } entry
            ? Update(text, entry, server)
            : Insert(text, servers.Value, unit, (indent, end) => Entry(indent, unit, end, server));
    }

    /// <inheritdoc/>
    public string? Uninstall(string text)
    {
        if (JsoncReader.Read(text, path) is not { } root || Find(root, section) is not { Value.Members: not null } servers || Find(servers.Value, name) is not { } entry)
        {
            return text;
        }

        if (servers.Value.Members is not [_] || !IsMadeForUs(text, servers.Value, entry))
        {
            return Remove(text, servers.Value, entry);
        }

        return root.Members is [_] && HasLineBreak(text, servers.Value) && IsMadeForUs(text, root, servers)
            ? WithoutRoot(text, root)
            : Remove(text, root, servers);
    }

    /// <inheritdoc/>
    public bool IsIn(string text) =>
        JsoncReader.Read(text, path) is { } root && Find(root, section) is { Value.Members: not null } servers && Find(servers.Value, name) is not null;

    /// <summary>A whole file, behind comments if there are some.</summary>
    private string WithRoot(string? text, ServerCommand server)
    {
        var end = TextLayout.LineEnd(text ?? "");
        var isInComment = text is not null && text.AsSpan(text.LastIndexOf('\n') + 1).Contains("//", StringComparison.Ordinal);
        return $"{text}{(isInComment ? end : "")}{{{end}{Unit}{Section(Unit, Unit, end, server)}{end}}}{(text is null ? end : "")}";
    }

    /// <summary>What was before and behind the root; null where the file was made for it (its line break may be a checkout's).</summary>
    private static string? WithoutRoot(string text, JsoncValue root)
    {
        var (before, behind) = (text[..root.Start], text[root.End..]);
        return before.Length == 0 && (behind is "\n" or "\r\n") ? null : before + behind;
    }

    private JsoncMember? Find(JsoncValue value, string key)
    {
        var found = value.Members!.Where(member => member.Key == key).ToList(); // Not null: callers hold objects.
        return found.Count <= 1 ? found.FirstOrDefault() : throw new RevdexException($"'{path}' has '{key}' twice: keep one of them; nothing was written");
    }

    private void RequireObject(JsoncMember member)
    {
        if (member.Value.Members is null)
        {
            throw new RevdexException($"'{path}' has something in '{member.Key}' that is no object: nothing was written");
        }
    }

    /// <summary>Changes the fields that are ours; what somebody added to the entry stays.</summary>
    private string Update(string text, JsoncMember entry, ServerCommand server)
    {
        RequireObject(entry);
        foreach (var field in fields)
        {
            var wanted = field.Value(server);
            if (Find(entry.Value, field.Name) is not { } there)
            {
                text = Insert(text, entry.Value, Unit, (_, _) => Member(field.Name, wanted));
            }
            else if (!IsSame(text[there.Value.Start..there.Value.End], wanted))
            {
                text = string.Concat(text.AsSpan(0, there.Value.Start), wanted, text.AsSpan(there.Value.End));
            }

            // Places moved: the text is valid, and has what was found before.
            entry = Find(Find(JsoncReader.Read(text, path)!, section)!.Value, name)!;
        }

        return text;
    }

    /// <summary>Also in another spelling. What .NET's reader does not take (a comment before a colon) is none of the values that are wanted.</summary>
    private static bool IsSame(string text, string wanted)
    {
        try
        {
            using var there = JsonDocument.Parse(text, Lenient);
            using var other = JsonDocument.Parse(wanted);
            return JsonElement.DeepEquals(there.RootElement, other.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Puts a member behind the last one, in the layout that it has.</summary>
    /// <param name="member">Made for an indentation and a line end; an empty line end: on one line.</param>
    private static string Insert(string text, JsoncValue into, string unit, Func<string, string, string> member)
    {
        var last = into.Members!.Count > 0 ? into.Members[^1] : null; // Not null: callers hold objects.
        var from = last?.End ?? into.Start + 1;
        var at = JsoncReader.AfterComments(text, from, into.Close);
        var end = TextLayout.LineEnd(text);
        var isOnLines = text.AsSpan(at..into.Close).Contains('\n') || (last is not null && HasLineBreakBefore(text, into, last));
        var indent = last is not null && TextLayout.IsFirstOnLine(text, last.Start) ? TextLayout.IndentOf(text, last.Start) : TextLayout.IndentOf(text, into.Start) + unit;

        // Into an empty object everything goes on one line: see the remarks.
        var inserted = member(indent, isOnLines && last is not null ? end : "");
        var space = isOnLines ? end + indent : at > into.Start + 1 ? " " : "";
        var added = $"{space}{inserted}{(last?.Comma is null ? "" : ",")}";
        return last is { Comma: null }
            ? string.Concat(text.AsSpan(0, last.End), ",", text.AsSpan(last.End..at), added) + text[at..]
            : string.Concat(text.AsSpan(0, at), added, text.AsSpan(at));
    }

    /// <summary>Takes out a member, the white space before it, and the comma that parted it from the others.</summary>
    private static string Remove(string text, JsoncValue from, JsoncMember member)
    {
        var index = 0;
        while (from.Members![index] != member) // Not null, and there: it is one of them.
        {
            index++;
        }

        var before = index > 0 ? from.Members[index - 1] : null;
        var start = JsoncReader.AfterComments(text, before?.End ?? from.Start + 1, member.Start);
        var left = member.Comma is { } comma ? text[member.Value.End..comma] + text[(comma + 1)..] : text[member.Value.End..];
        return member.Comma is null && before?.Comma is { } parting
            ? string.Concat(text.AsSpan(0, parting), text.AsSpan((parting + 1)..start), left)
            : string.Concat(text.AsSpan(0, start), left);
    }

    /// <summary>The object's braces stand where <see cref="Section"/> puts them, around its only member.</summary>
    private static bool IsMadeForUs(string text, JsoncValue value, JsoncMember only)
    {
        var before = text.AsSpan((value.Start + 1)..only.Start);
        var behind = text.AsSpan(only.Value.End..value.Close);
        return HasLineBreak(text, only.Value) ? IsLineBreak(before) && IsLineBreak(behind) : before is " " && behind is " ";
    }

    private static bool IsLineBreak(ReadOnlySpan<char> text) => text.Count('\n') == 1 && text.Trim().IsEmpty;

    private static bool HasLineBreak(string text, JsoncValue value) => text.AsSpan(value.Start..value.End).Contains('\n');

    private static bool HasLineBreakBefore(string text, JsoncValue container, JsoncMember member)
    {
        var before = container.Members!.Where(other => other.Start < member.Start).LastOrDefault()?.End ?? container.Start; // Not null: it has this one.
        return text.AsSpan(before..member.Start).Contains('\n');
    }

    /// <summary>By how much the root's first member is indented.</summary>
    private static string UnitOf(string text, JsoncValue root) =>
        root.Members is [var first, ..] && TextLayout.IsFirstOnLine(text, first.Start) && TextLayout.IndentOf(text, first.Start) is { Length: > 0 } indent ? indent : Unit;

    private string Section(string indent, string unit, string end, ServerCommand server) => end.Length == 0
        ? Member(section, $"{{ {Entry("", "", "", server)} }}")
        : Member(section, $"{{{end}{indent}{unit}{Entry(indent + unit, unit, end, server)}{end}{indent}}}");

    private string Entry(string indent, string unit, string end, ServerCommand server)
    {
        var members = fields.Select(field => Member(field.Name, field.Value(server)));
        return Member(name, end.Length == 0
            ? $"{{{string.Join(", ", members)}}}"
            : $"{{{end}{string.Join($",{end}", members.Select(member => indent + unit + member))}{end}{indent}}}");
    }

    private static string Member(string key, string value) => $"{ServerField.Quoted(key)}: {value}";
}
