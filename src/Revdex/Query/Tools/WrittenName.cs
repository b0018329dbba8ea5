using System.Text.RegularExpressions;

namespace Revdex.Query.Tools;

/// <summary>
/// Names as people and models write them, copied from code or from memory: <c>find()</c>, <c>class Parser</c>, <c>func (db *DB) Close() error</c>,
/// <c>List&lt;T&gt;.Add(T)</c>, <c>crate::task::spawn</c>.
/// </summary>
internal static partial class WrittenName
{
    /// <summary>What stands before a name in a declaration.</summary>
    private static readonly HashSet<string> DeclaringWords =
    [
        "abstract", "async", "class", "const", "def", "defmodule", "enum", "export", "extern", "fn", "fun", "func", "function", "impl", "inline", "interface", "internal", "let", "macro", "method", "mod",
        "module", "namespace", "new", "override", "package", "private", "property", "protected", "pub", "public", "record", "sealed", "static", "struct", "trait", "type", "typedef", "union", "val", "var", "virtual", "void",
    ];

    /// <summary>The name in it, with its containers; the text itself where there is nothing to take off.</summary>
    public static string Bare(string text)
    {
        var name = text.Trim().Trim('`', '\'', '"', ';', '{', ' ').Replace('\\', '.').Replace("->", ".", StringComparison.Ordinal);
        name = name.StartsWith('@') && !name.Contains('/', StringComparison.Ordinal) ? name[1..] : name;
        var whole = name;
        for (var blank = name.IndexOf(' ', StringComparison.Ordinal); blank > 0 && DeclaringWords.Contains(name[..blank]); blank = name.IndexOf(' ', StringComparison.Ordinal))
        {
            name = name[(blank + 1)..].TrimStart();
        }

        var isDeclaration = name.Length < whole.Length;
        name = WithoutTypeArguments(GoReceiver().Replace(name, "$1."));
        if (name.StartsWith("operator", StringComparison.Ordinal) || !TryCutArguments(ref name, isDeclaration))
        {
            return text;
        }

        name = Arity().Replace(Root().Replace(name.TrimEnd(' ', ':', '!', '?', '.'), ""), "");
        return name.Contains(',', StringComparison.Ordinal) ? text
            : (isDeclaration ? name[(name.LastIndexOf(' ') + 1)..] : name) is { Length: > 0 } bare ? bare : text;
    }

    /// <summary>Cuts at the first parenthesis. False where another name follows: then the text holds several.</summary>
    private static bool TryCutArguments(ref string name, bool isDeclaration)
    {
        var open = name.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return true;
        }

        var rest = name.AsSpan(name.LastIndexOf(')') + 1).TrimStart();
        var hasOther = name.AsSpan(open).IndexOf(") ") >= 0 && !isDeclaration && !rest.IsEmpty && (char.IsLetter(rest[0]) || rest[0] == '_');
        var isSeveral = hasOther || name.AsSpan(open + 1).Count('(') != 0 && !isDeclaration;
        name = name[..open];
        return !isSeveral && name.Length > 0;
    }

    private static string WithoutTypeArguments(string name)
    {
        var depth = 0;
        return name.Contains('>', StringComparison.Ordinal) ? string.Concat(name.Where(c => (depth += c == '<' ? 1 : 0) == 0 || (depth -= c == '>' ? 1 : 0) < 0)) : name;
    }

    /// <summary><c>(db *DB[T]) Close</c>, <c>(*DB).Close</c>.</summary>
    [GeneratedRegex(@"^\(\s*(?:\w+\s+)?\*?\s*(\w+)(?:\[[^\]]*\])?\s*\)\s*\.?\s*(?=\w)")]
    private static partial Regex GoReceiver();

    /// <summary>What stands for the place where a name is written.</summary>
    [GeneratedRegex(@"^(?:(?:crate|self|super|global|this|Self)(?:::|\.)|::|\.+|@[\w-]+/)+")]
    private static partial Regex Root();

    /// <summary>Elixir's and Erlang's <c>/2</c>.</summary>
    [GeneratedRegex(@"/\d+$")]
    private static partial Regex Arity();
}
