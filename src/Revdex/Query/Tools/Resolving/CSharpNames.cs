using System.Buffers;
using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving;

/// <summary>Where in C# a name can be that of a value and that of a type, which of both the place shows.</summary>
internal sealed class CSharpNames(StateFacts facts)
{
    private static readonly SearchValues<byte> PathBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_."u8);

    /// <summary>A property may be named as its type is, which may be another program's: what stands before a dot may be either.</summary>
    public bool IsColor(in UseSite site, Candidates candidates, SymbolSet found)
    {
        if (site.Role != OccurrenceRole.Read || facts.Symbols(site.File).Language.Id != "csharp" || !(IsPattern(site) || facts.Text(site.File).After(site) is [(byte)'.', not (byte)'.', ..]))
        {
            return false;
        }

        return CSharpShape.IsNamedAsItsType(facts.Signature(found.Members[0]), site.Name) || (candidates.Sets.Any(s => s.IsTypeName) && (IsPattern(site) || !IsValue(site)));
    }

    /// <summary>A name that nothing shows to be a type, where something else of the view has it too.</summary>
    public bool IsValueOnly(in UseSite site, Candidates candidates) =>
        site.Role == OccurrenceRole.Read && facts.Symbols(site.File).Language.Id == "csharp" && candidates.Sets.Any(s => !s.IsTypeName)
        && !(facts.Text(site.File).After(site) is [(byte)'.', ..]) && !IsPattern(site) && facts.Text(site.File).Before(site) is not [.., (byte)'(' or (byte)'<'];

    /// <summary>Behind <c>is</c> and the like: a type, or a constant.</summary>
    private bool IsPattern(in UseSite site)
    {
        var before = facts.Text(site.File).Before(site);
        return UseShape.EndsInWord(before, "is"u8) || UseShape.EndsInWord(before, "not"u8) || UseShape.EndsInWord(before, "case"u8) || UseShape.EndsInWord(before, "or"u8) || UseShape.EndsInWord(before, "and"u8);
    }

    /// <summary>Whether the path that a name begins is an expression, by what stands around: no type is called, assigned to, or ends a statement.</summary>
    private bool IsValue(in UseSite site)
    {
        var before = facts.Text(site.File).Before(site);
        var after = facts.Text(site.File).After(site);
        after = after.IndexOfAnyExcept(PathBytes) is >= 0 and var end ? after[end..].TrimStart(" \t\r\n"u8) : default;
        return !UseShape.EndsInWord(before, "new"u8) && !UseShape.EndsInWord(before, "as"u8) && before is not [.., (byte)'<' or (byte)':' or (byte)'['] && after switch
        {
            [(byte)'(' or (byte)';', ..] => true,
            [(byte)'=' or (byte)'+' or (byte)'-' or (byte)'!' or (byte)'&' or (byte)'|', (byte)'=' or (byte)'&' or (byte)'|' or (byte)' ' or (byte)'\n' or (byte)'\r', ..] => true,
            [(byte)'?', (byte)'.' or (byte)'?', ..] => true,
            [(byte)')' or (byte)',', ..] => before is not [.., (byte)'(' or (byte)','],
            _ => false,
        };
    }
}
