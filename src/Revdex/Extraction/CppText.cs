using Revdex.Extraction.Masking;

namespace Revdex.Extraction;

/// <summary>
/// Tells C++ in what a name and a tree say to be C (a <c>.h</c> among C files): a namespace, template or class at the beginning of a line, outside of what an <c>#if</c> that names <c>__cplusplus</c> keeps from C. A pure function of the content.
/// </summary>
internal static class CppText
{
    /// <summary>Part of fingerprints: raised when the rules change.</summary>
    public const int Version = 1;

    public static bool Is(ReadOnlySpan<byte> content) =>
        (content.IndexOf("\nnamespace"u8) >= 0 || content.IndexOf("\ntemplate"u8) >= 0 || content.IndexOf("\nclass "u8) >= 0) && HasDeclaration(content);

    private static bool HasDeclaration(ReadOnlySpan<byte> content)
    {
        var tokens = new CodeTokens(content, isCSharp: false);
        var (conditions, forCppFrom) = (0, int.MaxValue); // How many are open, and at how many the first began that names C++.
        while (tokens.MoveNext())
        {
            if (tokens.Kind == CodeTokenKind.Directive)
            {
                var line = tokens.Text[1..].TrimStart(" \t"u8);
                if (line.StartsWith("if"u8))
                {
                    conditions++;
                    forCppFrom = line.IndexOf("__cplusplus"u8) >= 0 ? Math.Min(forCppFrom, conditions) : forCppFrom;
                }
                else if (line.StartsWith("endif"u8))
                {
                    conditions = Math.Max(0, conditions - 1);
                    forCppFrom = conditions < forCppFrom ? int.MaxValue : forCppFrom;
                }
            }
            else if (tokens.Kind == CodeTokenKind.Word && conditions < forCppFrom && tokens.Start > 0 && content[tokens.Start - 1] == (byte)'\n' && IsDeclaration(tokens))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="token">A copy, which looks ahead.</param>
    private static bool IsDeclaration(CodeTokens token)
    {
        var word = token.Text;
        if (word.SequenceEqual("template"u8))
        {
            return token.MoveNext() && token.Mark == (byte)'<';
        }

        var isNamespace = word.SequenceEqual("namespace"u8);
        if ((!isNamespace && !word.SequenceEqual("class"u8)) || !token.MoveNext())
        {
            return false;
        }

        return token.Kind != CodeTokenKind.Word ? isNamespace && token.Mark == (byte)'{'
            : token.MoveNext() && (token.Mark == (byte)'{' || (isNamespace ? token.Mark == (byte)'.' : token.Mark == (byte)':' || (token.Kind == CodeTokenKind.Word && token.Text.SequenceEqual("final"u8))));
    }
}
