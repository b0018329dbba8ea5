using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools;

/// <summary>
/// Every use of a name, in order of path, line and column: those in code, then those in documents, then those in generated and vendored files (<c>.gitattributes</c>). Names match by name: a use is never hidden because its target is not proven, nor because it is
/// proven to be another; each says which.
/// </summary>
internal static class ReferencesTool
{
    public static ToolDefinition Definition { get; } = new(
        "references",
        "List the uses of a symbol: line of code, role, enclosing symbol, whether it is resolved.",
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
        ReadsLittle = true,
        Body = static call => ValueTask.FromResult(Run(call)),
        NeedPaths = static arguments => Place.NeedPaths(arguments.Text("name")!),
        NeedText = static arguments => Place.TryParse(arguments.Text("name")!, out _) ? null : WrittenText(QualifiedName.LastPart(arguments.Text("name")!)),
    };

    private static ToolPage Run(ToolCall call)
    {
        var offset = Cursor.Offset(call.Arguments);
        var resolver = ResolverPool.Take(call.State, call.Cancellation);
        var targets = new UseTargets(resolver, call.Arguments.Text("name")!);
        var filter = SymbolFilter.Of(call);
        using var search = new UseSearch(call.State, filter, RoleNames.MaskOf(call.Arguments.Words("role")));
        search.Add(targets.NameUtf8);
        var others = targets.OtherNames;
        foreach (var (written, files) in others.Find())
        {
            search.AddWritten(written, files);
        }

        var writer = new UseWriter(call, targets, offset);
        var runs = search.Sorted();
        writer.Expect(search, runs);
        while (!runs.IsEmpty)
        {
            var (count, file) = (1, runs[0].File);
            while (count < runs.Length && runs[count].File == file)
            {
                count++;
            }

            writer.AddFile(search, runs[..count]);
            runs = runs[count..];
        }

        ResolverPool.GiveBack(resolver);
        var notice = targets.Notice ?? (writer.Total == 0 ? Missing(call, filter, targets.NameUtf8) : null);
        notice = others.IsCut ? Joined(notice, "not all files that import the name were looked into for other names that they give it") : notice;
        return call.Page(offset, writer.Written, writer.Total, notice: WithOthers(notice, writer)) with { Resolved = writer.Resolved, IsResolvedAtLeast = writer.IsCut };
    }

    /// <summary>What each use has in its text.</summary>
    private static string? WrittenText(string? name) => name is not null && AttributeName.Short(name) is { Length: > 0 } written ? written : name;

    /// <summary>Uses of other definitions of the name stay in the list: what they are said to be is by name.</summary>
    private static string? WithOthers(string? notice, in UseWriter writer)
    {
        if (writer.Others == 0)
        {
            return notice;
        }

        var others = $"{(writer.IsCut ? "at least " : "")}{writer.Others} {(writer.Others == 1 ? "use means" : "uses mean")} another definition, which is told (definition)";
        return Joined(notice, others);
    }

    private static string Joined(string? notice, string further) => notice is null ? further : $"{notice}; {further}";

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
