using System.Text.Json;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Query.Tools;

/// <summary>Writes what every answer says of a symbol. Texts go from the mapped bytes into the answer; invalid UTF-8 is replaced on the way.</summary>
internal static class SymbolJson
{
    /// <summary><c>name, kind, path, line, end_line, container, signature</c>; the line is the name's.</summary>
    public static void Write(Utf8JsonWriter json, FactsMessage facts, in SymbolRow symbol, ReadOnlySpan<byte> path)
    {
        json.WriteString("name"u8, symbol.Name);
        json.WriteString("kind"u8, SymbolKindNames.Of(symbol.Kind));
        WritePath(json, path);
        json.WriteNumber("line"u8, symbol.NameLine);
        json.WriteNumber("end_line"u8, symbol.EndLine);
        WriteContainer(json, facts, symbol);
        json.WriteString("signature"u8, symbol.Signature);
    }

    public static void WritePath(Utf8JsonWriter json, ReadOnlySpan<byte> path) => WritePath(json, "path"u8, path);

    public static void WritePath(Utf8JsonWriter json, ReadOnlySpan<byte> property, ReadOnlySpan<byte> path)
    {
        if (System.Text.Unicode.Utf8.IsValid(path))
        {
            json.WriteString(property, path);
        }
        else
        {
            json.WriteString(property, GitPath.Display(path));
        }
    }

    /// <summary>The innermost container's name, or the qualifier that the definition itself has (<c>Parser</c> of <c>void Parser::Run()</c>), or null.</summary>
    public static void WriteContainer(Utf8JsonWriter json, FactsMessage facts, in SymbolRow symbol)
    {
        if (!symbol.Qualifier.IsEmpty)
        {
            json.WriteString("container"u8, symbol.Qualifier);
        }
        else if (symbol.Container >= 0)
        {
            json.WriteString("container"u8, facts.ReadSymbol(symbol.Container).Name);
        }
        else
        {
            json.WriteNull("container"u8);
        }
    }
}
