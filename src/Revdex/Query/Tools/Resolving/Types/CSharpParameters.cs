using System.Text;
using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>The parameters of a C# function as they are declared.</summary>
internal sealed class CSharpParameters
{
    private readonly List<CSharpParameter> _all = [];

    private CSharpParameters(CodeTokens code, int open)
    {
        for (int from = open + 1, close = code.Partner(open); from < close;)
        {
            var end = EndOf(code, open, from, close);
            _all.Add(CSharpParameter.Of(code, from, end));
            from = end + 1;
        }
    }

    public IReadOnlyList<CSharpParameter> All => _all;

    /// <summary>Called on a value of its first parameter's type.</summary>
    public bool IsExtension => _all is [{ IsThis: true }, ..];

    /// <param name="signature">Of a symbol.</param>
    /// <returns>Null where they are not read: it is cut, or what is called is no function.</returns>
    public static CSharpParameters? Of(string signature, string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(signature);
        var code = new CodeTokens(utf8, CodeTokenReader.Read(utf8, 0, utf8.Length, "csharp"), "csharp");
        for (var i = 0; i < code.Count && utf8.Length < Limits.SignatureMaxBytes - 4; i++)
        {
            if (code.Outer(i) < 0 && code.Text(i) == name && code.AfterArguments(i + 1) is > 0 and var open && code.IsMark(open, "("u8))
            {
                return Behind(code, open);
            }
        }

        return null;
    }

    /// <param name="open">The bracket that opens them.</param>
    /// <returns>Null where they do not end.</returns>
    public static CSharpParameters? Behind(CodeTokens code, int open) => code.IsMark(open, "("u8) && code.Partner(open) >= 0 ? new CSharpParameters(code, open) : null;

    /// <summary>Whether it can be called with so many arguments.</summary>
    /// <param name="given">Parameters in front that no argument is given for: one of an extension method that is called on a value.</param>
    public bool Takes(int count, int given = 0)
    {
        var isOpen = _all is [.., { IsParams: true }];
        var optional = _all.Count(p => p.HasDefault || p.IsParams);
        return count + given >= _all.Count - optional && (isOpen || count + given <= _all.Count);
    }

    /// <summary>Whether their types are written alike: one hides or overrides the other.</summary>
    public bool HasTypesOf(CSharpParameters other) => _all.Select(p => p.Type).SequenceEqual(other._all.Select(p => p.Type));

    /// <summary>The comma behind a parameter, or the bracket behind the last.</summary>
    private static int EndOf(CodeTokens code, int open, int from, int close)
    {
        for (var i = from; i < close; i++)
        {
            if (code.Outer(i) == open && code.IsMark(i, "<"u8) && code.AfterArguments(i) is > 0 and var end)
            {
                i = end - 1;
            }
            else if (code.Outer(i) == open && code.IsMark(i, ","u8))
            {
                return i;
            }
        }

        return close;
    }
}
