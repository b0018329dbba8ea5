using System.Text;
using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>
/// Writes what stands around a piece of source: <c>containers</c>, the declarations of what it is in, outermost first (<c>{line, path?, signature}</c>), and once
/// for each file <c>imports</c>, a text for each module with the names that are taken from it.
/// </summary>
internal sealed class SourceContext(ToolCall call)
{
    /// <summary>Modules; more are counted. People write a few dozen.</summary>
    private const int ImportsMax = 100;

    private readonly HashSet<int> _withImports = [];

    /// <param name="container">Of the symbol; -1: none.</param>
    /// <param name="qualifier">The owner that its declaration names; empty: none.</param>
    public void Write(int file, FactsMessage facts, int container, ReadOnlySpan<byte> qualifier)
    {
        var chain = new Stack<int>();
        for (var at = container; at >= 0; at = facts.ReadSymbol(at).Container)
        {
            chain.Push(at);
        }

        call.Json.WriteStartArray("containers"u8);
        foreach (var at in chain)
        {
            WriteContainer(facts.ReadSymbol(at), file, file);
        }

        if (!qualifier.IsEmpty && TryFindOwner(file, qualifier, out var owner))
        {
            WriteContainer(call.State.Segments[owner.Segment].Segment.Facts(owner.Blob).ReadSymbol(owner.Symbol), owner.File, file);
        }

        call.Json.WriteEndArray();
        if (_withImports.Add(file))
        {
            WriteImports(facts);
        }
    }

    /// <summary>The same of lines: their containers are the symbols that begin before them and end after them.</summary>
    public void WriteAround(int file, FactsMessage facts, int first, int last)
    {
        var (found, index) = (-1, 0);
        foreach (var symbol in facts.Symbols)
        {
            found = symbol.StartLine < first && symbol.EndLine >= last ? index : found;
            index++;
        }

        Write(file, facts, found, default);
    }

    private void WriteContainer(in SymbolRow symbol, int file, int shownFile)
    {
        call.Json.WriteStartObject();
        call.Json.WriteNumber("line"u8, symbol.StartLine);
        if (file != shownFile)
        {
            SymbolJson.WritePath(call.Json, call.View.Path(file));
        }

        call.Json.WriteString("signature"u8, symbol.Signature.IsEmpty ? symbol.Name : symbol.Signature);
        call.Json.WriteEndObject();
    }

    /// <summary>The type that a declaration outside of it names: the only one of the name, or in its file, or in its folder. Which of several is meant is not guessed.</summary>
    private bool TryFindOwner(int file, ReadOnlySpan<byte> qualifier, out FindHit owner)
    {
        const int compared = 64;
        var name = Encoding.UTF8.GetString(qualifier);
        var (around, last) = QualifiedName.Split(name);
        using var search = DefinitionSearch.Of(call.State, SymbolFilter.Types(call.View), new NameReading(last.Length > 0 ? last : name, around), compared);
        search.AddMatches(NameTier.Exact);
        var hits = search.Sorted().ToArray();
        var isWhole = search.Total <= compared;
        return TryOnly(isWhole ? hits : [], out owner)
            || TryOnly([.. hits.Where(h => h.File == file)], out owner)
            || TryOnly([.. hits.Where(h => isWhole && Folder(call.View.Path(h.File)) == Folder(call.View.Path(file)))], out owner);
    }

    private static bool TryOnly(FindHit[] hits, out FindHit only)
    {
        only = hits.Length == 1 ? hits[0] : default;
        return hits.Length == 1;
    }

    private static string Folder(ReadOnlySpan<byte> path) => Encoding.UTF8.GetString(path[..Math.Max(0, path.LastIndexOf((byte)'/'))]);

    private void WriteImports(FactsMessage facts)
    {
        var modules = new List<(string Module, List<string> Names)>();
        foreach (var import in facts.Imports)
        {
            var module = Encoding.UTF8.GetString(import.Module);
            var alias = import.Alias.IsEmpty ? "" : $" as {Encoding.UTF8.GetString(import.Alias)}";
            if (import.Name.IsEmpty)
            {
                modules.Add((module + alias, []));
                continue;
            }

            if (modules.Count == 0 || modules[^1].Module != module || modules[^1].Names.Count == 0)
            {
                modules.Add((module, []));
            }

            modules[^1].Names.Add(Encoding.UTF8.GetString(import.Name) + alias);
        }

        if (modules.Count == 0)
        {
            return;
        }

        call.Json.WriteStartArray("imports"u8);
        foreach (var (module, names) in modules.Take(ImportsMax))
        {
            call.Json.WriteStringValue(names.Count == 0 ? module : $"{module}: {string.Join(", ", names)}");
        }

        call.Json.WriteEndArray();
        if (modules.Count > ImportsMax)
        {
            call.Json.WriteNumber("imports_left_out"u8, modules.Count - ImportsMax);
        }
    }
}
