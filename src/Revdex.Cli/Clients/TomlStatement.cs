namespace Revdex.Cli.Clients;

/// <summary>A table's header, or a key with its value.</summary>
/// <param name="Table">The header's keys, or those of the table that the key is in.</param>
/// <param name="Keys">Of a key with its value, relative to the table; empty: a header.</param>
/// <param name="IsArray">A header in double brackets, or something in such a table.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">Behind its line, with its comment and line break.</param>
/// <param name="ValueStart">Where the value begins; of a header, where it ends.</param>
/// <param name="ValueEnd">Behind the value.</param>
internal sealed record TomlStatement(
    IReadOnlyList<string> Table, IReadOnlyList<string> Keys, bool IsArray, int Start, int End, int ValueStart, int ValueEnd)
{
    public bool IsHeader => Keys.Count == 0;

    /// <summary>From the root.</summary>
    public IEnumerable<string> Path => Table.Concat(Keys);
}
