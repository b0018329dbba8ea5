using System.Text;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>Reads the occurrences of a SCIP index (https://github.com/sourcegraph/scip, scip.proto): documents with ranges and symbols, and nothing else of it.</summary>
internal static class ScipIndex
{
    private const int DocumentsField = 2;
    private const int PathField = 1;
    private const int OccurrencesField = 2;
    private const int RangeField = 1;
    private const int SymbolField = 2;
    private const int RolesField = 3;
    private const ulong DefinitionRole = 1;

    /// <exception cref="InvalidDataException">It is not of this form.</exception>
    public static List<ScipOccurrence> Read(ReadOnlySpan<byte> index)
    {
        var all = new List<ScipOccurrence>();
        var fields = new ProtoFields(index);
        while (fields.MoveNext())
        {
            if (fields.Number == DocumentsField)
            {
                AddDocument(fields.Bytes, all);
            }
        }

        return all;
    }

    private static void AddDocument(ReadOnlySpan<byte> document, List<ScipOccurrence> all)
    {
        var path = "";
        var paths = new ProtoFields(document);
        while (paths.MoveNext())
        {
            path = paths.Number == PathField ? Encoding.UTF8.GetString(paths.Bytes) : path;
        }

        var fields = new ProtoFields(document);
        while (fields.MoveNext())
        {
            if (fields.Number == OccurrencesField)
            {
                all.Add(Occurrence(fields.Bytes, path));
            }
        }
    }

    private static ScipOccurrence Occurrence(ReadOnlySpan<byte> occurrence, string path)
    {
        var (line, column, symbol, roles) = (0, 0, "", 0UL);
        var fields = new ProtoFields(occurrence);
        while (fields.MoveNext())
        {
            switch (fields.Number)
            {
                case RangeField: // Line, start, then the end; all from 0.
                    var range = new ProtoFields(fields.Bytes);
                    (line, column) = (checked((int)range.ReadVarint()), checked((int)range.ReadVarint()));
                    break;
                case SymbolField:
                    symbol = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case RolesField:
                    roles = fields.Value;
                    break;
            }
        }

        return new ScipOccurrence(new UsePlace(path, line + 1, column + 1), symbol, (roles & DefinitionRole) != 0);
    }
}
