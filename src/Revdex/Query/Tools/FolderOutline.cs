using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>The files of a folder that are in a known language, each with a few of its symbols.</summary>
internal static class FolderOutline
{
    /// <summary>Symbols shown of each file: a page of a hundred files must stay readable.</summary>
    private const int TopMax = 5;

    public static ToolPage Run(ToolCall call, int start, int end, uint kinds)
    {
        var offset = Cursor.Offset(call.Arguments);
        call.State.Expect(Enumerable.Range(start, end - start).Where(file => call.View.Language(file) is not null).Skip(offset).Take(call.Limit));
        var (total, written) = (0, 0);
        for (var file = start; file < end; file++)
        {
            if (call.View.Language(file) is not null && total++ >= offset && written < call.Limit)
            {
                Write(call, file, kinds);
                written++;
            }
        }

        return call.Page(offset, written, total);
    }

    private static void Write(ToolCall call, int file, uint kinds)
    {
        var json = call.Json;
        json.WriteStartObject();
        SymbolJson.WritePath(json, call.View.Path(file));
        json.WriteString("language"u8, call.View.Language(file)!.Id);
        if (call.State.TryLocate(file, out var mounted, out var blob))
        {
            var record = mounted.Segment.Blob(blob);
            if (record.Skip != SkipReason.None)
            {
                json.WriteString("skipped"u8, SkipText.Word(record.Skip));
            }

            json.WriteNumber("symbols"u8, record.SymbolCount);
            WriteTop(call, mounted.Segment.Facts(blob), kinds);
        }
        else
        {
            json.WriteBoolean("pending"u8, true);
        }

        json.WriteEndObject();
    }

    private static void WriteTop(ToolCall call, FactsMessage facts, uint kinds)
    {
        Span<int> top = stackalloc int[TopMax];
        top = top[..Choose(facts, kinds, top)];
        call.Json.WriteStartArray("top"u8);
        foreach (var index in top)
        {
            var symbol = facts.ReadSymbol(index);
            call.Json.WriteStartObject();
            call.Json.WriteString("name"u8, symbol.Name);
            call.Json.WriteString("kind"u8, SymbolKindNames.Of(symbol.Kind));
            call.Json.WriteNumber("line"u8, symbol.NameLine);
            call.Json.WriteNumber("end_line"u8, symbol.EndLine);
            call.Json.WriteEndObject();
        }

        call.Json.WriteEndArray();
    }

    /// <summary>The outermost symbols that are no namespaces: types first, exported ones first, else in their order.</summary>
    private static int Choose(FactsMessage facts, uint kinds, Span<int> top)
    {
        Span<int> weights = stackalloc int[TopMax];
        var (count, index) = (0, 0);
        foreach (var symbol in facts.Symbols)
        {
            if (IsOuter(facts, symbol) && (kinds >> (int)symbol.Kind & 1) != 0)
            {
                var weight = SymbolKindNames.Weight(symbol.Kind) * 2 + ((symbol.Flags & SymbolFlags.Exported) == 0 ? 1 : 0);
                Insert(top, weights, ref count, index, weight);
            }

            index++;
        }

        return count;
    }

    private static void Insert(Span<int> top, Span<int> weights, ref int count, int index, int weight)
    {
        if (count == TopMax && weight >= weights[count - 1])
        {
            return;
        }

        var at = count < TopMax ? count++ : count - 1;
        for (; at > 0 && weights[at - 1] > weight; at--)
        {
            (top[at], weights[at]) = (top[at - 1], weights[at - 1]);
        }

        (top[at], weights[at]) = (index, weight);
    }

    private static bool IsOuter(FactsMessage facts, in SymbolRow symbol) =>
        symbol.Kind is not (SymbolKind.Namespace or SymbolKind.Module)
        && (symbol.Container < 0 || facts.ReadSymbol(symbol.Container).Kind is SymbolKind.Namespace or SymbolKind.Module);
}
