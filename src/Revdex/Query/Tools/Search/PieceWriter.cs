using Revdex.Facts;

namespace Revdex.Query.Tools.Search;

/// <summary>Writes a piece as a result: where it is, what symbol it is, and the line that says most.</summary>
internal static class PieceWriter
{
    public static void Write(ToolCall call, in PieceHit hit)
    {
        call.Json.WriteStartObject();
        WritePlace(call, hit);
        call.Json.WriteNumber("score"u8, Math.Round(hit.Score, 2));
        call.Json.WriteEndObject();
    }

    public static void Write(ToolCall call, in FusedHit hit)
    {
        call.Json.WriteStartObject();
        WritePlace(call, hit.Hit);
        call.Json.WriteNumber("score"u8, Math.Round(hit.Score, 4));
        LaneNames.Write(call.Json, LaneNames.Of(hit.Lanes));
        call.Json.WriteEndObject();
    }

    private static void WritePlace(ToolCall call, in PieceHit hit)
    {
        var json = call.Json;
        if (hit.Piece.Symbol >= 0 && call.State.TryLocate(hit.File, out var mounted, out var blob))
        {
            var facts = mounted.Segment.Facts(blob);
            SymbolJson.Write(json, facts, facts.ReadSymbol(hit.Piece.Symbol), call.View.Path(hit.File));
        }
        else
        {
            SymbolJson.WritePath(json, call.View.Path(hit.File));
            json.WriteNumber("line"u8, hit.Piece.Line);
            json.WriteNumber("end_line"u8, hit.Piece.EndLine);
        }

        json.WriteNumber("text_line"u8, hit.TextLine);
        if (call.State.ReadContent(hit.File) is { } content)
        {
            var line = new ContentLines(content.Span).Line(hit.TextLine).Trim(" \t"u8);
            json.WriteString("text"u8, LineText.Around(line, 0));
        }
    }
}
