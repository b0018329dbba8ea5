using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving;

/// <summary>Tells what a use can be bound to: a type's position names no method, and where languages give methods and values names of their own, a call names no field.</summary>
internal sealed class Bindings(StateFacts facts)
{
    /// <summary>What the role tells and, where it does not tell enough, the text.</summary>
    /// <param name="sets">All of the name.</param>
    public Binding Of(in UseSite site, NamedSets sets, LanguageTraits language) => (language.Family, site.Role) switch
    {
        ("csharp" or "java" or "js" or "rust", OccurrenceRole.Type or OccurrenceRole.Implements) => Binding.Type,
        ("java", OccurrenceRole.Attribute) => Binding.Type,
        ("csharp" or "java", OccurrenceRole.Call) => OfCall(site, sets),
        ("java", OccurrenceRole.Read) => Binding.ValueOrType,
        ("java", OccurrenceRole.Write) => Binding.Value,
        ("js", OccurrenceRole.Read) when sets.HasTypes && UseShape.IsExported(facts.Text(site.File), site) => Binding.Any,
        ("js", OccurrenceRole.Call or OccurrenceRole.Read or OccurrenceRole.Attribute) => Binding.Running,
        ("rust", OccurrenceRole.Call) => sets.HasMacros && UseShape.IsMacroCall(facts.Text(site.File), site) ? Binding.Macro : Binding.NotMacro,
        ("rust", OccurrenceRole.Read or OccurrenceRole.Write) => site.HasReceiver && !facts.Text(site.File).Before(site).EndsWith("::"u8) ? Binding.Value : Binding.NotMacro,
        _ => Binding.Any,
    };

    public static bool Takes(Binding binding, SymbolSet set, LanguageTraits language) => binding switch
    {
        Binding.Type => set.IsTypeName || set.IsVariant,
        Binding.Called => !set.IsTypeName && (set.IsCallable || !language.SplitsNames),
        Binding.Value => set.IsValue || (language.Id == "rust" && !set.IsMember),
        Binding.ValueOrType => set.IsValue || set.IsTypeName,
        Binding.Running => set.IsType || set.IsCallable || set.IsValue,
        Binding.Macro => set.IsMacro,
        Binding.NotMacro => !set.IsMacro && (language.Id != "rust" || set.IsCallable || set.IsType || !set.IsMember),
        _ => true,
    };

    /// <summary>What is constructed is a type, and a type is not called otherwise: <c>Property()</c> may be a method of a base type that is not here.</summary>
    private Binding OfCall(in UseSite site, NamedSets sets) =>
        sets.HasTypes && UseShape.IsConstruction(facts.Text(site.File), site) ? Binding.Type : Binding.Called;
}
