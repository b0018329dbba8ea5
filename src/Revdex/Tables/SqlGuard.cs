using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Revdex.Tables;

/// <summary>
/// Holds a statement's syntax tree, as DuckDB's <c>json_serialize_sql</c> gives it, against what is allowed: one SELECT over our
/// tables, with listed functions. Everything is refused that is not known here, so that a new kind of node is refused as well.
/// Names of common table expressions count only where DuckDB would resolve them, for elsewhere the same name is a catalog's.
/// </summary>
internal sealed class SqlGuard
{
    private static readonly FrozenSet<string> Classes = Set(
        "BETWEEN CASE CAST COLLATE COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION LAMBDA LAMBDA_REF OPERATOR POSITIONAL_REFERENCE STAR SUBQUERY WINDOW");

    private static readonly FrozenSet<string> Nodes = Set(
        """
        SELECT_NODE SET_OPERATION_NODE RECURSIVE_CTE_NODE CTE_NODE
        BASE_TABLE SUBQUERY JOIN TABLE_FUNCTION EMPTY EXPRESSION_LIST PIVOT SHOW_REF
        ORDER_MODIFIER LIMIT_MODIFIER LIMIT_PERCENT_MODIFIER DISTINCT_MODIFIER ORDER_DEFAULT ASCENDING DESCENDING
        UNBOUND_TYPE_INFO DECIMAL_TYPE_INFO STRING_TYPE_INFO LIST_TYPE_INFO STRUCT_TYPE_INFO ARRAY_TYPE_INFO
        """);

    private static readonly FrozenSet<string> Shows = Set("DESCRIBE SUMMARY");

    private readonly IReadOnlyList<string> _tables;
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    private SqlGuard(IReadOnlyList<string> tables) => _tables = tables;

    /// <summary>Gives those of <paramref name="tables"/> that the statement reads.</summary>
    /// <param name="tree">What <c>json_serialize_sql</c> answered.</param>
    /// <param name="tables">The tables a statement may name.</param>
    /// <exception cref="RevdexException">What is not allowed, or what does not parse, in one line.</exception>
    public static IReadOnlySet<string> Check(JsonElement tree, IReadOnlyList<string> tables)
    {
        if (tree.GetProperty("error").GetBoolean())
        {
            throw Refused(tree.GetProperty("error_type").GetString() == "parser" ? SyntaxError(Text(tree, "error_message")) : "only a SELECT is answered here");
        }

        var statements = tree.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
        {
            throw Refused($"one SELECT is answered at a time, not {statements.GetArrayLength()} statements");
        }

        var guard = new SqlGuard(tables);
        guard.Walk(statements[0], ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase));
        return guard._used;
    }

    /// <summary>DuckDB's message as one line, with what to do about the one column whose name is a keyword.</summary>
    private static string SyntaxError(string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.EndsWith("near \"column\"", StringComparison.Ordinal) ? line + ": write \"column\" in quotes" : line;
    }

    private void Walk(JsonElement element, ImmutableHashSet<string> scope)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item, scope);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            CheckNode(element, scope);
            WalkProperties(element, scope);
        }
    }

    private void WalkProperties(JsonElement node, ImmutableHashSet<string> scope)
    {
        var inner = node.TryGetProperty("cte_map", out var ctes) ? WalkCtes(ctes.GetProperty("map"), scope) : scope;
        var recursive = Text(node, "type") == "RECURSIVE_CTE_NODE" ? inner.Add(Text(node, "cte_name")) : inner;
        foreach (var property in node.EnumerateObject())
        {
            if (property.Name != "cte_map")
            {
                // The first branch of a recursion starts it, and does not see its name.
                Walk(property.Value, property.Name == "left" ? inner : recursive);
            }
        }
    }

    private ImmutableHashSet<string> WalkCtes(JsonElement map, ImmutableHashSet<string> scope)
    {
        foreach (var cte in map.EnumerateArray())
        {
            Walk(cte.GetProperty("value"), scope);
            scope = scope.Add(Text(cte, "key"));
        }

        return scope;
    }

    private void CheckNode(JsonElement node, ImmutableHashSet<string> scope)
    {
        var type = Text(node, "type");
        if (Text(node, "class") is { Length: > 0 } @class)
        {
            Allow(Classes.Contains(@class), @class == "PARAMETER" ? "parameters are not allowed" : $"{@class} is not allowed");
            if (@class is "FUNCTION" or "WINDOW")
            {
                CheckFunction(node, SqlFunctions.OfValues);
            }

            return;
        }

        Allow(type.Length == 0 || Nodes.Contains(type), $"{type} is not allowed");
        switch (type)
        {
            case "BASE_TABLE":
                CheckTable(node, scope);
                break;
            case "TABLE_FUNCTION":
                CheckFunction(node.GetProperty("function"), SqlFunctions.OfTables);
                break;
            case "PIVOT":
                Allow(Text(node, "pivot_enum").Length == 0, "PIVOT over a named enum is not allowed");
                break;
            case "SHOW_REF":
                Allow(Shows.Contains(Text(node, "show_type")) && node.GetProperty("query").ValueKind == JsonValueKind.Object, "SHOW is not allowed; DESCRIBE one of the tables");
                break;
        }
    }

    private void CheckTable(JsonElement node, ImmutableHashSet<string> scope)
    {
        var name = Text(node, "table_name");
        var unqualified = Text(node, "schema_name").Length == 0 && Text(node, "catalog_name").Length == 0;
        if (unqualified && scope.Contains(name))
        {
            return;
        }

        var known = unqualified && _tables.Contains(name, StringComparer.OrdinalIgnoreCase);
        Allow(known, $"there is no table {name}; the tables are {string.Join(", ", _tables)}");
        _used.Add(name);
    }

    private static void CheckFunction(JsonElement function, FrozenSet<string> allowed)
    {
        var name = Text(function, "function_name");
        var ours = Text(function, "schema") is "" or "main" && Text(function, "catalog").Length == 0;
        Allow(ours && allowed.Contains(name), $"the function {name} is not allowed{(allowed == SqlFunctions.OfTables ? " in FROM" : "")}");
    }

    private static void Allow(bool allowed, string otherwise)
    {
        if (!allowed)
        {
            throw Refused(otherwise);
        }
    }

    private static RevdexException Refused(string why) => new($"SQL refused: {why}", ExitCode.Usage);

    private static string Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
