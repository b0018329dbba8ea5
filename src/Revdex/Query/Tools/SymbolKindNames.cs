using System.Text;
using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>Kinds of symbols as they are written outside: <c>enum_member</c> for <see cref="SymbolKind.EnumMember"/>; and names for groups of them.</summary>
public static class SymbolKindNames
{
    private static readonly string[] Names = [.. Enum.GetNames<SymbolKind>().Select(SnakeCase)];

    private static readonly byte[][] Utf8 = [.. Names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Every word that may be asked for: the groups, then the kinds.</summary>
    public static IReadOnlyList<string> Words { get; } = ["callable", "type", .. Names.AsSpan(1)];

    public static ReadOnlySpan<byte> Of(SymbolKind kind) => Utf8[(int)kind < Utf8.Length ? (int)kind : 0];

    /// <summary>One bit for each kind among the words; all bits where there are no words.</summary>
    public static uint MaskOf(IReadOnlyList<string> words)
    {
        var mask = words.Count == 0 ? uint.MaxValue : 0;
        foreach (var word in words)
        {
            mask |= GroupOf(word) is > 0 and var group ? group : 1u << Array.IndexOf(Names, word);
        }

        return mask;
    }

    /// <summary>Types come before what can be called, that before members, and names that only hold or repeat others come last.</summary>
    public static int Weight(SymbolKind kind) => kind switch
    {
        SymbolKind.Class or SymbolKind.Struct or SymbolKind.Interface or SymbolKind.Trait or SymbolKind.Enum or SymbolKind.Record
            or SymbolKind.Delegate or SymbolKind.TypeAlias or SymbolKind.Union => 0,
        SymbolKind.Function or SymbolKind.Method or SymbolKind.Operator or SymbolKind.Macro or SymbolKind.Extension => 1,
        SymbolKind.Property or SymbolKind.Indexer or SymbolKind.Event or SymbolKind.Field or SymbolKind.Constant or SymbolKind.EnumMember => 2,
        SymbolKind.Variable or SymbolKind.Namespace or SymbolKind.Module => 3,
        SymbolKind.Constructor or SymbolKind.Destructor => 4,
        _ => 5,
    };

    /// <summary>What may be asked for as if it were a kind; 0 for another word.</summary>
    private static uint GroupOf(string word) => word switch
    {
        "type" => Mask(
            SymbolKind.Class, SymbolKind.Struct, SymbolKind.Interface, SymbolKind.Trait, SymbolKind.Enum, SymbolKind.Record, SymbolKind.Delegate,
            SymbolKind.TypeAlias, SymbolKind.Union),
        "callable" => Mask(
            SymbolKind.Function, SymbolKind.Method, SymbolKind.Constructor, SymbolKind.Destructor, SymbolKind.Operator, SymbolKind.Macro),
        _ => 0,
    };

    private static uint Mask(params ReadOnlySpan<SymbolKind> kinds)
    {
        var mask = 0u;
        foreach (var kind in kinds)
        {
            mask |= 1u << (int)kind;
        }

        return mask;
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            text.Append(char.IsUpper(c) && text.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
