using System.Text;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>The tokens of a part of a file.</summary>
internal sealed class CodeTokens(ReadOnlyMemory<byte> content, CodeToken[] tokens, string family)
{
    private readonly Dictionary<string, List<(int At, TypeSource Source)>> _declarations = new(StringComparer.Ordinal);

    public int Count => tokens.Length;

    public string Family => family;

    public CodeToken this[int index] => tokens[index];

    /// <summary>What declares a name here; found once.</summary>
    public List<(int At, TypeSource Source)> Declarations(string name, Func<CodeTokens, string, List<(int At, TypeSource Source)>> find)
    {
        if (!_declarations.TryGetValue(name, out var found))
        {
            _declarations.Add(name, found = find(this, name));
        }

        return found;
    }

    /// <summary>The token that starts at a byte of the file; -1 where none does.</summary>
    public int At(int start)
    {
        var (low, high) = (0, tokens.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (tokens[middle].Start == start)
            {
                return middle;
            }

            (low, high) = tokens[middle].Start < start ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    public ReadOnlySpan<byte> Bytes(int index) => (uint)index < (uint)tokens.Length ? content.Span[tokens[index].Start..tokens[index].End] : default;

    public string Text(int index) => Encoding.UTF8.GetString(Bytes(index));

    public bool IsName(int index) => (uint)index < (uint)tokens.Length && tokens[index].Kind == CodeTokenKind.Name;

    /// <summary>The name that a text in quotes is; empty where it is none.</summary>
    public string QuotedName(int index) =>
        (uint)index < (uint)tokens.Length && tokens[index].Kind == CodeTokenKind.Text && Text(index) is [_, _, _, ..] text && text[1..^1].All(c => char.IsLetterOrDigit(c) || c == '_') ? text[1..^1] : "";

    /// <summary>A mark or word; false where there is no such token.</summary>
    public bool Is(int index, ReadOnlySpan<byte> text) => Bytes(index).SequenceEqual(text);

    public bool IsMark(int index, ReadOnlySpan<byte> marks) => (uint)index < (uint)tokens.Length && tokens[index].End - tokens[index].Start == 1 && marks.Contains(content.Span[tokens[index].Start]);

    /// <summary>What stands between a thing and its member.</summary>
    public bool IsMemberMark(int index) => Is(index, "."u8) || Is(index, "?."u8) || Is(index, "::"u8);

    /// <summary>The first of its line; also what is behind the last.</summary>
    public bool BeginsLine(int index) =>
        index >= tokens.Length || index == 0 || content.Span[tokens[index - 1].End..tokens[index].Start].Contains((byte)'\n');

    /// <summary>The bracket that goes with this one; -1 where there is none.</summary>
    public int Partner(int index) => (uint)index < (uint)tokens.Length ? tokens[index].Partner : -1;

    /// <summary>The bracket that is open at a token; -1 for none.</summary>
    public int Outer(int index) => (uint)index < (uint)tokens.Length ? tokens[index].Outer : -1;

    /// <summary>Whether a token belongs to the value that begins with another, which is before it: no statement ends between them.</summary>
    public bool IsOneValue(int start, int index)
    {
        for (var i = start; i <= index; i++)
        {
            if (Outer(i) == Outer(start) && (IsMark(i, ";"u8) || (i > start && BeginsLine(i) && !IsMemberMark(i))))
            {
                return false;
            }
        }

        return start <= index;
    }

    /// <summary>Behind type arguments that begin here; the same where none do; -1 where they do not end.</summary>
    public int AfterArguments(int index) => IsMark(index, "<"u8) ? Across(index, 1) is >= 0 and var end ? end + 1 : -1 : index;

    /// <summary>The last token before type arguments that end here; the same where none do; -1 where they do not begin.</summary>
    public int BeforeArguments(int index) => IsMark(index, ">"u8) ? Across(index, -1) - 1 : index;

    /// <summary>The other end of type arguments, which hold nothing but types; below 0 where it is not found.</summary>
    private int Across(int index, int step)
    {
        const int TokensMax = 100;
        var depth = 0;
        for (var (at, left) = (index, TokensMax); (uint)at < (uint)tokens.Length && left > 0; at += step, left--)
        {
            depth += IsMark(at, "<"u8) ? step : IsMark(at, ">"u8) ? -step : 0;
            if (depth == 0)
            {
                return at;
            }

            if (!IsName(at) && !IsMark(at, "<>,.?[]()*&':|"u8) && !Is(at, "::"u8))
            {
                return -1;
            }
        }

        return -1;
    }
}
