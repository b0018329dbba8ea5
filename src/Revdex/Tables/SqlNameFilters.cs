using System.Text;
using System.Text.Json;

namespace Revdex.Tables;

/// <summary>
/// Finds in a checked syntax tree which names of a table can matter at all, so that <c>WHERE name = 'Parse'</c> reads one posting
/// list and not all. DuckDB still applies every condition itself: what is found here is only ever wider. A table gets a filter when the
/// statement names it once, in the FROM of a SELECT whose WHERE has a top-level condition on the table's name: equality, IN, LIKE
/// with a fixed beginning, or starts_with. Where rows left out could change others (samples, positional and ASOF joins), it gets none.
/// </summary>
internal sealed class SqlNameFilters
{
    /// <summary>After a semi join the right side's names are out of reach, and may mean another table's.</summary>
    private static readonly string[] PlainJoins = ["INNER", "LEFT", "RIGHT"];

    private readonly string _table;
    private readonly string _column;
    private int _namedCount;
    private NameFilter? _filter;

    private SqlNameFilters(string table, string column) => (_table, _column) = (table, column);

    /// <param name="tree">What <see cref="SqlGuard"/> has let pass.</param>
    /// <param name="table">Whose rows are by name.</param>
    /// <param name="column">The name's column.</param>
    public static NameFilter? Of(JsonElement tree, string table, string column)
    {
        var search = new SqlNameFilters(table, column);
        search.Walk(tree);
        return search._namedCount == 1 ? search._filter : null;
    }

    private void Walk(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            Look(element);
            foreach (var property in element.EnumerateObject())
            {
                Walk(property.Value);
            }
        }
    }

    private void Look(JsonElement node)
    {
        // A common table expression of that name counts as a second mention: which one is meant is not worked out here.
        var isMention = Is(node, "type", "BASE_TABLE") ? Is(node, "table_name", _table) : Is(node, "key", _table);
        _namedCount += isMention ? 1 : 0;
        if (Is(node, "type", "SELECT_NODE") && node.GetProperty("sample").ValueKind == JsonValueKind.Null && TableIn(node.GetProperty("from_table"), out var joined) is { } table)
        {
            _filter = Conditions(node.GetProperty("where_clause")).Select(c => FilterOf(c, table, joined)).FirstOrDefault(f => f is not null);
        }
    }

    /// <summary>The table's mention in a FROM, itself or through plain joins; null where it is not there.</summary>
    private JsonElement? TableIn(JsonElement from, out bool joined)
    {
        joined = Is(from, "type", "JOIN");
        if (joined)
        {
            var isPlain = (Is(from, "ref_type", "REGULAR") || Is(from, "ref_type", "CROSS")) && PlainJoins.Contains(from.GetProperty("join_type").GetString());
            return isPlain
                ? TableIn(from.GetProperty("left"), out _) ?? TableIn(from.GetProperty("right"), out _)
                : null;
        }

        var isTable = Is(from, "type", "BASE_TABLE") && Is(from, "table_name", _table)
            && from.GetProperty("sample").ValueKind == JsonValueKind.Null && from.GetProperty("column_name_alias").GetArrayLength() == 0;
        return isTable ? from : null;
    }

    private static IEnumerable<JsonElement> Conditions(JsonElement where) =>
        where.ValueKind != JsonValueKind.Object ? [] : Is(where, "type", "CONJUNCTION_AND") ? where.GetProperty("children").EnumerateArray().SelectMany(Conditions) : [where];

    private NameFilter? FilterOf(JsonElement condition, JsonElement table, bool joined)
    {
        JsonElement[] operands = condition.TryGetProperty("children", out var children) ? [.. children.EnumerateArray()]
            : Is(condition, "type", "COMPARE_EQUAL") ? [condition.GetProperty("left"), condition.GetProperty("right")] : [];
        if (operands.Length < 2)
        {
            return null;
        }

        if (Is(condition, "type", "COMPARE_EQUAL") && IsName(operands[1], table, joined))
        {
            operands = [operands[1], operands[0]];
        }

        byte[]?[] texts = [.. operands.Skip(1).Select(Constant)];
        return !IsName(operands[0], table, joined) || texts.Contains(null) ? null : FilterOf(condition, [.. texts.Select(t => t!)]); // null is looked for just before
    }

    private static NameFilter? FilterOf(JsonElement condition, byte[][] texts)
    {
        if (Is(condition, "type", "COMPARE_EQUAL") || Is(condition, "type", "COMPARE_IN"))
        {
            return new NameFilter(texts, []);
        }

        var isLike = Is(condition, "function_name", "~~");
        if (!isLike && !Is(condition, "function_name", "starts_with") && !Is(condition, "function_name", "prefix"))
        {
            return null;
        }

        var wildcard = isLike ? texts[0].AsSpan().IndexOfAny("%_"u8) : texts[0].Length;
        return wildcard < 0 ? new NameFilter(texts, []) : wildcard == 0 ? null : new NameFilter([], [texts[0][..wildcard]]);
    }

    /// <summary>The table's own name column: by its table, or alone where there is no other table.</summary>
    private bool IsName(JsonElement expression, JsonElement table, bool joined)
    {
        if (!Is(expression, "class", "COLUMN_REF"))
        {
            return false;
        }

        string[] parts = [.. expression.GetProperty("column_names").EnumerateArray().Select(n => n.GetString() ?? "")];
        var alias = table.GetProperty("alias").GetString() is { Length: > 0 } own ? own : _table;
        return Same(parts[^1], _column) && (parts.Length == 1 ? !joined : parts.Length == 2 && Same(parts[0], alias));
    }

    private static byte[]? Constant(JsonElement expression)
    {
        if (!Is(expression, "type", "VALUE_CONSTANT"))
        {
            return null;
        }

        var value = expression.GetProperty("value");
        return Is(value.GetProperty("type"), "id", "VARCHAR") && !value.GetProperty("is_null").GetBoolean()
            ? Encoding.UTF8.GetBytes(value.GetProperty("value").GetString() ?? "")
            : null;
    }

    private static bool Is(JsonElement node, string property, string expected) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String && Same(value.GetString() ?? "", expected);

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
