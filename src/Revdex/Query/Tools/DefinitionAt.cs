using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools;

/// <summary>What the name at a place means: the definition that is proven, else every definition of the name, which is said.</summary>
internal static class DefinitionAt
{
    /// <exception cref="RevdexException">There is no such place, or no name there.</exception>
    public static ToolPage Run(ToolCall call, in SymbolFilter filter)
    {
        var offset = Cursor.Offset(call.Arguments);
        var text = call.Arguments.Text("name")!;
        var resolver = ResolverPool.Take(call.State, call.Cancellation);
        var targets = new UseTargets(resolver, text);
        var (written, total) = (0, 0);
        foreach (var symbol in Found(resolver, targets))
        {
            if (Takes(call, filter, resolver.Facts, symbol) && total++ >= offset && written < call.Limit)
            {
                Write(call, resolver.Facts, symbol, targets);
                written++;
            }
        }

        var notice = targets.Meant.Elsewhere is { } elsewhere ? $"'{targets.Name}' at {ToolArguments.Shown(text)} is of {elsewhere}"
            : targets.Asked is null && total > 1 ? $"which '{targets.Name}' is meant at {ToolArguments.Shown(text)} is not proven: each is listed" : null;
        ResolverPool.GiveBack(resolver);
        return call.Page(offset, written, total, notice: notice);
    }

    private static IEnumerable<SymbolRef> Found(TargetResolver resolver, UseTargets targets) =>
        targets.Meant.Elsewhere is not null ? []
        : targets.Asked is { } asked ? asked.SelectMany(set => set.Members.OrderBy(m => m != resolver.Sets.Told(set)))
        : resolver.Facts.Definitions(targets.Name);

    private static bool Takes(ToolCall call, in SymbolFilter filter, StateFacts facts, SymbolRef symbol) =>
        filter.TakesText(call.View, symbol.File) && filter.Takes(facts.Symbol(symbol).Kind, facts.Symbol(symbol).Flags);

    private static void Write(ToolCall call, StateFacts facts, SymbolRef symbol, UseTargets targets)
    {
        if (!facts.State.TryLocate(symbol.File, out var mounted, out var blob))
        {
            return;
        }

        var message = mounted.Segment.Facts(blob);
        call.Json.WriteStartObject();
        SymbolJson.Write(call.Json, message, message.ReadSymbol(symbol.Symbol), call.View.Path(symbol.File));
        call.Json.WriteString("match"u8, "exact"u8);
        if (targets.Asked is not null)
        {
            call.Json.WriteString("known"u8, Graph.KnownNames.Of(targets.Meant.IsExact ? Known.Exact : Known.Resolved));
        }

        call.Json.WriteEndObject();
    }
}
