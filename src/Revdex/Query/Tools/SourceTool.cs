using System.Text;

namespace Revdex.Query.Tools;

/// <summary>
/// The text of symbols, of line ranges or of files, as it is in the view. Several in one call: the best definition of each name comes first, in the order
/// asked, then the second best; so whatever is cut off, each name has been answered before any is answered twice.
/// </summary>
internal static class SourceTool
{
    private const int DefinitionsDefault = 5;

    private const int DefinitionsMax = 100;

    /// <summary>A hint for each of them reads all names once.</summary>
    private const int HintsMax = 10;

    public static ToolDefinition Definition { get; } = new(
        "source",
        "Read the source text of symbols, lines or files.",
        [
            new("name", ArgumentType.Text, "Name, Container.Name, path:line of a symbol, path:10-40, or path; several comma-separated") { Required = true, Positional = true, Several = true },
            new("context", ArgumentType.Flag, "Add container headers and imports"),
            CommonArguments.Kind,
            CommonArguments.Language,
            CommonArguments.Path,
            CommonArguments.Rev,
            new("limit", ArgumentType.Integer, "Definitions shown of one name") { Default = DefinitionsDefault, Min = 1, Max = DefinitionsMax },
            CommonArguments.Cursor,
            CommonArguments.MaxTokens,
        ])
    {
        ReadsLittle = true,
        Body = static call => ValueTask.FromResult(Run(call)),
        NeedPaths = static arguments => AskedNames.Paths(arguments.Text("name")!),
        NeedText = static arguments => AskedNames.Texts(arguments.Text("name")!),
    };

    private static ToolPage Run(ToolCall call)
    {
        var names = AskedNames.Split(call.Arguments.Text("name")!, name => SourceTarget.IsThere(call, name));
        var offset = Cursor.Offset(call.Arguments);
        var writer = new SourceWriter(call);
        var kept = offset + call.Limit;
        List<SourceTarget> targets = [.. names.Select(name => names.Count == 1 ? SourceTarget.Of(call, writer, name, kept) : SourceTarget.OfMany(call, writer, name, kept))];
        var notices = Missing(call, names, targets);
        var written = Write(call, writer, targets, offset, notices);
        return call.Page(offset, written, targets.Sum(t => t.Count), writer.TruncatedReason, notices.Count > 0 ? string.Join("; ", notices) : null);
    }

    /// <summary>Writes the results from the offset on, up to <c>limit</c> of each name.</summary>
    /// <returns>How many.</returns>
    private static int Write(ToolCall call, SourceWriter writer, List<SourceTarget> targets, int offset, List<string> notices)
    {
        var (at, written, rankEnd) = (0L, 0, int.MaxValue);
        for (var rank = 0; rank < rankEnd && targets.Exists(t => t.Count > rank); rank++)
        {
            foreach (var target in targets.Where(t => t.Count > rank))
            {
                if (at++ < offset)
                {
                    continue;
                }

                if (written > 0 && writer.IsFull)
                {
                    return written;
                }

                rankEnd = Math.Min(rankEnd, rank + call.Limit);
                if (target.Write(call, writer, rank) is { } notice)
                {
                    notices.Add(notice);
                }

                written++;
            }
        }

        return written;
    }

    /// <summary>One text for each name that has no result.</summary>
    private static List<string> Missing(ToolCall call, List<string> names, List<SourceTarget> targets)
    {
        var (notices, hints) = (new List<string>(), 0);
        for (var i = 0; i < names.Count; i++)
        {
            if (targets[i].Count == 0)
            {
                var nearest = targets[i].Fault is null && hints++ < HintsMax ? Names.Nearest(call.State, Encoding.UTF8.GetBytes(names[i])) : null;
                notices.Add(targets[i].Fault ?? (names.Count == 1
                    ? $"no definition has this name{(nearest is null ? "" : $"; did you mean '{nearest}'?")}"
                    : $"no definition has the name '{ToolArguments.Shown(names[i])}'{(nearest is null ? "" : $" (did you mean '{nearest}'?)")}"));
            }
        }

        return notices;
    }
}
