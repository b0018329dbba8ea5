namespace Revdex.Query.Tools.Changes;

/// <summary>Writes one change as a result: as a found symbol has it, and what it was where that differs.</summary>
internal static class ChangeWriter
{
    public static void Write(ToolCall call, QueryState before, SymbolChange change, NameUses uses)
    {
        var json = call.Json;
        var symbol = change.Symbol;
        json.WriteStartObject();
        json.WriteString("change"u8, change.Word);
        json.WriteString("name"u8, symbol.Name);
        json.WriteString("kind"u8, SymbolKindNames.Of(symbol.Kind));
        SymbolJson.WritePath(json, (change.Word == SymbolChange.Removed ? before : call.State).View.Path(symbol.File));
        json.WriteNumber("line"u8, symbol.Line);
        json.WriteNumber("end_line"u8, symbol.EndLine);
        json.WriteString("container"u8, symbol.Container);
        json.WriteString("signature"u8, symbol.Signature);
        if (change.Members > 0)
        {
            json.WriteNumber("members"u8, change.Members);
        }

        if (change.Before is { } was)
        {
            WriteBefore(call, before, change, was);
        }

        json.WriteNumber("uses"u8, uses.Count(symbol.Name));
        json.WriteEndObject();
    }

    private static void WriteBefore(ToolCall call, QueryState before, SymbolChange change, ComparedSymbol was)
    {
        var (json, symbol) = (call.Json, change.Symbol);
        json.WriteBoolean("body_changed"u8, change.IsBodyChanged);
        if (was.Name != symbol.Name)
        {
            json.WriteString("old_name"u8, was.Name);
        }

        if (was.Container != symbol.Container)
        {
            json.WriteString("old_container"u8, was.Container);
        }

        if (was.Signature != symbol.Signature)
        {
            json.WriteString("old_signature"u8, was.Signature);
        }

        var path = before.View.Path(was.File);
        if (!path.SequenceEqual(call.View.Path(symbol.File)))
        {
            json.WriteString("old_path"u8, Git.GitPath.Display(path));
        }

        json.WriteNumber("old_line"u8, was.Line);
    }

    /// <summary>Of the name, in the state asked about: those of a removed symbol may be broken.</summary>
}
