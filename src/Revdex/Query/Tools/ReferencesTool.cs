using System.Text;
using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>Every use of a name, in order of path, line and column. Names match by name: a use is never hidden because its target is not proven.</summary>
internal static class ReferencesTool
{
    public static ToolDefinition Definition { get; } = new(
        "references",
        "List the uses of a symbol: each with its line of code, role and enclosing symbol.",
        [
            new("name", ArgumentType.Text, "Name, or path:line[:column] of a definition or use") { Required = true, Positional = true },
            new("role", ArgumentType.Text, "call,type,import,implements,read,write,attribute,text,definition; default: all but the last")
            {
                Words = RoleNames.Words,
                Many = true,
            },
            CommonArguments.Language,
            CommonArguments.Path,
            CommonArguments.Rev,
            CommonArguments.Limit,
            CommonArguments.Cursor,
            CommonArguments.MaxTokens,
        ])
    {
        Body = static call => ValueTask.FromResult(Run(call)),
        NeedPaths = static arguments => Place.NeedPaths(arguments.Text("name")!),
        NeedText = static arguments => Place.TryParse(arguments.Text("name")!, out _) ? null : QualifiedName.LastPart(arguments.Text("name")!),
    };

    private static ToolPage Run(ToolCall call)
    {
        var offset = Cursor.Offset(call.Arguments);
        var (name, notice) = NameOf(call);
        var filter = SymbolFilter.Of(call);
        using var search = new UseSearch(call.State, filter, RoleNames.MaskOf(call.Arguments.Words("role")));
        search.Add(name);
        var writer = new UseWriter(call, name, offset);
        var runs = search.Sorted();
        while (!runs.IsEmpty)
        {
            var count = runs.Length > 1 && runs[1].File == runs[0].File ? 2 : 1;
            writer.AddFile(search, runs[..count]);
            runs = runs[count..];
        }

        notice ??= writer.Total == 0 ? Missing(call, filter, name) : null;
        return call.Page(offset, writer.Written, writer.Total, notice: notice);
    }

    /// <summary>The name asked for, or the one that stands at the place asked for.</summary>
    private static (byte[] Name, string? Notice) NameOf(ToolCall call)
    {
        var text = call.Arguments.Text("name")!;
        if (Place.TryParse(text, out var place))
        {
            return (NameAt.Resolve(call.State, place), null);
        }

        var name = Encoding.UTF8.GetBytes(text);
        var (_, last) = QualifiedName.Split(name);
        return last.Length == 0 || Names.IsKnown(call.State, name)
            ? (name, null)
            : (last, $"uses are listed by their last name, '{Encoding.UTF8.GetString(last)}'");
    }

    private static string? Missing(ToolCall call, in SymbolFilter filter, ReadOnlySpan<byte> name)
    {
        if (filter.Path.IsEmpty && call.Arguments.Text("path") is { } path)
        {
            return PathNotice.NothingUnder(call.View, path);
        }

        return !Names.IsKnown(call.State, name) && Names.Nearest(call.State, name) is { } nearest
            ? $"nothing has this name; did you mean '{nearest}'?"
            : null;
    }
}
