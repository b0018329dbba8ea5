using System.Buffers;
using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>The symbols of one file.</summary>
internal static class FileOutline
{
    public static ToolPage Run(ToolCall call, int file, uint kinds)
    {
        var offset = Cursor.Offset(call.Arguments);
        if (!call.State.TryLocate(file, out var mounted, out var blob))
        {
            var why = call.View.Language(file) is null ? "revdex knows no language of this file" : "this file has no facts yet";
            return new ToolPage(0, Notice: why);
        }

        var facts = mounted.Segment.Facts(blob);
        var (total, written) = Write(call, facts, call.View.Path(file), kinds, offset);
        var record = mounted.Segment.Blob(blob);
        var notice = record.Skip != SkipReason.None ? $"this file was left out: {SkipText.Of(record.Skip)}"
            : record.HasParseErrors ? "this file has syntax errors; symbols near them may be missing" : null;
        return call.Page(offset, written, total, notice: notice);
    }

    private static (int Total, int Written) Write(ToolCall call, FactsMessage facts, ReadOnlySpan<byte> path, uint kinds, int offset)
    {
        var (total, written) = (0, 0);
        var depths = ArrayPool<int>.Shared.Rent(Math.Max(1, facts.SymbolCount));
        var withDoc = call.Arguments.Flag("doc");
        var index = 0;
        foreach (var symbol in facts.Symbols)
        {
            depths[index] = symbol.Container < 0 ? 0 : depths[symbol.Container] + 1;
            if ((kinds >> (int)symbol.Kind & 1) != 0 && total++ >= offset && written < call.Limit)
            {
                Write(call, facts, symbol, path, depths[index], withDoc);
                written++;
            }

            index++;
        }

        ArrayPool<int>.Shared.Return(depths);
        return (total, written);
    }

    private static void Write(ToolCall call, FactsMessage facts, in SymbolRow symbol, ReadOnlySpan<byte> path, int depth, bool withDoc)
    {
        call.Json.WriteStartObject();
        SymbolJson.Write(call.Json, facts, symbol, path);
        call.Json.WriteNumber("depth"u8, depth);
        if (withDoc && !symbol.Doc.IsEmpty)
        {
            call.Json.WriteString("doc"u8, symbol.Doc);
        }

        call.Json.WriteEndObject();
    }
}
