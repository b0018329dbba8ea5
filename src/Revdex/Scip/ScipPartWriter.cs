using System.Buffers.Binary;
using Revdex.Segments;

namespace Revdex.Scip;

/// <summary>Writes a part. Its bytes depend on documents and symbols alone.</summary>
internal static class ScipPartWriter
{
    /// <param name="documents">Ascending by path.</param>
    /// <param name="symbols">Ascending by bytes; each is of some occurrence.</param>
    /// <param name="to">Seeks; not flushed, not closed.</param>
    public static void Write(IReadOnlyList<ScipRows> documents, IReadOnlyList<byte[]> symbols, Stream to)
    {
        using var writer = new ContainerWriter(ScipFormat.File, to);
        writer.Begin(ScipFormat.Documents);
        WriteDocuments(writer, documents);
        writer.Begin(ScipFormat.Paths);
        foreach (var document in documents)
        {
            writer.Write(document.Path);
        }

        writer.Begin(ScipFormat.Occurrences);
        WriteOccurrences(writer, documents);
        var (bySymbol, ends, definitions) = BySymbol(documents, symbols.Count);
        writer.Begin(ScipFormat.Symbols);
        WriteSymbols(writer, symbols, ends, definitions);
        writer.Begin(ScipFormat.Texts);
        foreach (var symbol in symbols)
        {
            writer.Write(symbol);
        }

        writer.Begin(ScipFormat.BySymbol);
        foreach (var occurrence in bySymbol)
        {
            WriteNumber(writer, occurrence);
        }

        writer.Complete();
    }

    private static void WriteDocuments(ContainerWriter writer, IReadOnlyList<ScipRows> documents)
    {
        var (path, occurrence) = (0, 0);
        WriteNumber(writer, documents.Count);
        WriteNumber(writer, documents.Count == 0 ? 0 : documents[0].Oid.Length);
        foreach (var document in documents)
        {
            writer.Write(document.Oid.Span);
            WriteNumber(writer, path = checked(path + document.Path.Length));
            WriteNumber(writer, occurrence = checked(occurrence + document.Rows.Count));
        }
    }

    private static void WriteOccurrences(ContainerWriter writer, IReadOnlyList<ScipRows> documents)
    {
        foreach (var row in documents.SelectMany(d => d.Rows))
        {
            WriteNumber(writer, row.Line);
            WriteNumber(writer, row.Column);
            WriteNumber(writer, (int)((uint)row.Symbol | (row.IsDefinition ? ScipFormat.DefinitionBit : 0)));
        }
    }

    private static void WriteSymbols(ContainerWriter writer, IReadOnlyList<byte[]> symbols, int[] ends, int[] definitions)
    {
        var text = 0;
        for (var i = 0; i < symbols.Count; i++)
        {
            WriteNumber(writer, text = checked(text + symbols[i].Length));
            WriteNumber(writer, ends[i]);
            WriteNumber(writer, definitions[i]);
        }
    }

    /// <summary>The numbers of each symbol's occurrences, definitions first, both ascending; where each symbol's end, and how many definitions it has.</summary>
    private static (int[] Numbers, int[] Ends, int[] Definitions) BySymbol(IReadOnlyList<ScipRows> documents, int symbolCount)
    {
        var (ends, definitions) = (new int[symbolCount], new int[symbolCount]);
        foreach (var row in documents.SelectMany(d => d.Rows))
        {
            ends[row.Symbol]++;
            definitions[row.Symbol] += row.IsDefinition ? 1 : 0;
        }

        var starts = new int[symbolCount];
        for (var i = 1; i < symbolCount; i++)
        {
            starts[i] = ends[i - 1];
            ends[i] = checked(ends[i] + starts[i]);
        }

        var (numbers, number) = (new int[symbolCount == 0 ? 0 : ends[^1]], 0);
        var uses = new int[symbolCount];
        for (var i = 0; i < symbolCount; i++)
        {
            uses[i] = starts[i] + definitions[i];
        }

        foreach (var row in documents.SelectMany(d => d.Rows))
        {
            numbers[row.IsDefinition ? starts[row.Symbol]++ : uses[row.Symbol]++] = number++;
        }

        return (numbers, ends, definitions);
    }

    private static void WriteNumber(ContainerWriter writer, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        writer.Write(bytes);
    }
}
