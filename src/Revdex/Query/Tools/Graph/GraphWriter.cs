using System.Text;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>
/// Writes rows: <c>name, kind, path, line, container, depth, known, candidates, role, via, via_line, uses</c>. Left out: <c>candidates</c>
/// and <c>uses</c> of 1, <c>role</c> of calls, what a row has not.
/// </summary>
internal static class GraphWriter
{
    public static void Write(ToolCall call, StateFacts facts, GraphRow row)
    {
        var json = call.Json;
        json.WriteStartObject();
        if (row.Node is { IsFile: false } node)
        {
            WriteSymbol(call, facts, node);
        }
        else
        {
            WriteFile(call, facts, row);
        }

        json.WriteNumber("depth"u8, row.Depth);
        if (row.Known is { } known)
        {
            json.WriteString("known"u8, KnownNames.Of(known));
        }

        if (row.Candidates != 1)
        {
            json.WriteNumber("candidates"u8, row.Candidates);
        }

        if (row.Role != Facts.OccurrenceRole.Call)
        {
            json.WriteString("role"u8, RoleNames.Of(row.Role));
        }

        if (row.Via is { } via)
        {
            json.WriteString("via"u8, Told(facts, via));
        }

        if (row.ViaLine > 0)
        {
            json.WriteNumber("via_line"u8, row.ViaLine);
        }

        if (row.Uses > 1)
        {
            json.WriteNumber("uses"u8, row.Uses);
        }

        json.WriteEndObject();
    }

    /// <summary><c>Container.Name</c>, or the path of a file.</summary>
    public static string Told(StateFacts facts, SymbolRef symbol)
    {
        if (symbol.IsFile)
        {
            return facts.Path(symbol.File);
        }

        var own = facts.Symbol(symbol);
        return Container(facts, symbol) is { } container ? $"{container}.{own.Name}" : own.Name;
    }

    private static string? Container(StateFacts facts, SymbolRef symbol)
    {
        var own = facts.Symbol(symbol);
        return own.Qualifier.Length > 0 ? own.Qualifier : own.Container >= 0 ? facts.Symbols(symbol.File)[own.Container].Name : null;
    }

    private static void WriteSymbol(ToolCall call, StateFacts facts, SymbolRef node)
    {
        var symbol = facts.Symbol(node);
        call.Json.WriteString("name"u8, symbol.Name);
        call.Json.WriteString("kind"u8, SymbolKindNames.Of(symbol.Kind));
        SymbolJson.WritePath(call.Json, call.View.Path(node.File));
        call.Json.WriteNumber("line"u8, symbol.Line);
        call.Json.WriteString("container"u8, Container(facts, node));
    }

    private static void WriteFile(ToolCall call, StateFacts facts, GraphRow row)
    {
        var json = call.Json;
        json.WriteString("name"u8, row.Name ?? (row.Node is { } file ? facts.Path(file.File)[(facts.Path(file.File).LastIndexOf('/') + 1)..] : ""));
        if ((row.Kind ?? (row.Node is null ? null : "file")) is { } kind)
        {
            json.WriteString("kind"u8, kind);
        }

        if (row.Node is { } node)
        {
            SymbolJson.WritePath(json, call.View.Path(node.File));
            json.WriteNumber("line"u8, row.Line);
        }
        else if (row.Path is { } path)
        {
            SymbolJson.WritePath(json, Encoding.UTF8.GetBytes(path));
        }
    }
}
