using System.Buffers;

namespace Revdex.Query.Tools.Resolving;

/// <summary>What C# declarations and uses tell by their shape: how many type parameters, and whether a member is an interface's alone.</summary>
internal static class CSharpShape
{
    /// <summary>A list of type arguments that is longer is taken for none.</summary>
    private const int ArgumentsMaxBytes = 2_000;

    private static readonly SearchValues<byte> TypeBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.,<>()[]?:*@ \t\r\n"u8);

    /// <summary>The number of a declaration's type parameters.</summary>
    /// <param name="signature">The declaration up to its body.</param>
    public static int Arity(string signature, string name)
    {
        var at = NameAt(signature, name) + name.Length;
        return at < name.Length ? 0 : ArgumentsAt(System.Text.Encoding.UTF8.GetBytes(signature[at..]), isDeclared: true);
    }

    /// <summary>The number of type arguments behind a use; those that are left out, as in <c>typeof(Pair&lt;,&gt;)</c>, count.</summary>
    public static int ArityAt(SiteText text, in UseSite site) => ArgumentsAt(text.After(site), isDeclared: false);

    /// <summary>An explicit implementation (<c>void IDisposable.Dispose()</c>): nothing but a use of the interface's member means it.</summary>
    public static bool IsExplicit(string signature, string name) => NameAt(signature, name) is > 0 and var at && signature[at - 1] == '.';

    /// <summary>A member that is named as its type is: what stands before a dot may be either.</summary>
    public static bool IsNamedAsItsType(string signature, string name) =>
        NameAt(signature, name) is > 0 and var at && signature.AsSpan(0, at).TrimEnd().TrimEnd('?') is var type && type.EndsWith(name, StringComparison.Ordinal)
        && (type.Length == name.Length || !IsPart(type[^(name.Length + 1)]));

    /// <summary>The last place of a name, before any base types, that is in no brackets and followed by its parameters, or by nothing; -1 where there is none.</summary>
    private static int NameAt(string signature, string name)
    {
        var (found, depth) = (-1, 0);
        for (var i = 0; i < signature.Length && !IsColon(signature, i, depth); i++)
        {
            if (depth == 0 && string.CompareOrdinal(signature, i, name, 0, name.Length) == 0 && (i == 0 || !IsPart(signature[i - 1]))
                && signature.AsSpan(i + name.Length).TrimStart() is [] or ['(' or '<' or '{' or '=' or ':' or ';', ..])
            {
                found = i;
            }

            depth += signature[i] is '(' or '<' or '[' ? 1 : signature[i] is ')' or '>' or ']' ? -1 : 0;
        }

        return found;
    }

    private static int ArgumentsAt(ReadOnlySpan<byte> text, bool isDeclared)
    {
        if (text is not [(byte)'<', ..])
        {
            return 0;
        }

        text = text[..Math.Min(text.Length, ArgumentsMaxBytes)];
        var (count, angles, others) = (1, 0, 0);
        foreach (var character in text)
        {
            if (!isDeclared && character < 0x80 && !TypeBytes.Contains(character))
            {
                return 0; // A comparison.
            }

            angles += character == (byte)'<' ? 1 : character == (byte)'>' ? -1 : 0;
            others += character is (byte)'(' or (byte)'[' ? 1 : character is (byte)')' or (byte)']' ? -1 : 0;
            if (angles == 0)
            {
                return count;
            }

            count += character == (byte)',' && angles == 1 && others == 0 ? 1 : 0;
        }

        return 0;
    }

    private static bool IsColon(string signature, int at, int depth) =>
        depth == 0 && signature[at] == ':' && (at == 0 || signature[at - 1] != ':') && !signature.AsSpan(at + 1).StartsWith(":");

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character == '_';
}
