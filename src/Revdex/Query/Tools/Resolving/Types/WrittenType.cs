namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>A C# type as it is written somewhere, without what makes it nullable or an array.</summary>
/// <param name="File">In the view.</param>
/// <param name="Enclosing">The symbol around the place.</param>
/// <param name="Name">Its last name; a keyword as the name of its type.</param>
/// <param name="Text">With type arguments, without white space.</param>
/// <param name="ArgumentsAt">Where these begin in the file, in bytes; -1 for none.</param>
internal sealed record WrittenType(int File, int Enclosing, string Name, string Text, int ArgumentsAt)
{
    /// <summary>Of the arguments; what is longer is not read.</summary>
    public const int ArgumentsMaxBytes = 2_000;

    private static readonly Dictionary<string, string> Keywords = (
        "bool Boolean byte Byte sbyte SByte char Char decimal Decimal double Double float Single int Int32 uint UInt32 nint IntPtr nuint UIntPtr "
        + "long Int64 ulong UInt64 short Int16 ushort UInt16 object Object string String").Split(' ').Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>Whether a name is C#'s own for a type.</summary>
    public static bool IsKeyword(string name) => Keywords.ContainsKey(name);

    /// <summary>Whether a type's name is that of one which has a keyword.</summary>
    public static bool IsOfKeyword(string name) => Keywords.ContainsValue(name);

    /// <param name="name">The token of its last name.</param>
    public static WrittenType Of(CodeTokens code, int name, int file, int enclosing)
    {
        var (word, end) = (code.Text(name), code.AfterArguments(name + 1));
        var (text, known) = ("", Keywords.GetValueOrDefault(word, word));
        for (var i = name + 1; i < end; i++)
        {
            text += code.Text(i);
        }

        return new WrittenType(file, enclosing, known, known + text, end > name + 1 ? code[name + 1].Start : -1);
    }

    /// <summary>What has no name where it stands: a literal.</summary>
    public static WrittenType OfKeyword(string keyword) => new(-1, -1, Keywords[keyword], Keywords[keyword], -1);
}
