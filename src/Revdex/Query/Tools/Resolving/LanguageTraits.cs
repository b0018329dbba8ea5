namespace Revdex.Query.Tools.Resolving;

/// <summary>What a walk knows of a language's scopes.</summary>
/// <param name="Family">Languages whose code calls each other by the same names.</param>
/// <param name="HasImplicitThis">Members are reached from other members without a receiver.</param>
/// <param name="SelfWords">Receivers that stand for the type around.</param>
/// <param name="SplitsNames">Types, methods and values of one name are different things, which the place of a use tells apart.</param>
internal sealed record LanguageTraits(string Id, string Family, bool HasImplicitThis, IReadOnlyList<string> SelfWords, bool SplitsNames = false)
{
    /// <summary>An attribute is named as what it is. (C#'s are named without an ending, Rust's derived macros as the trait is.)</summary>
    public bool AttributesAreNames => Family is "python" or "js" or "java";

    /// <summary>An import may give what it takes another name.</summary>
    public bool RenamesImports => Family is not ("java" or "c" or "ruby");

    /// <summary>What a file imports can be imported from it.</summary>
    public bool PassesOnImports => Family is "python" or "js" or "rust";

    /// <summary>Code of a type runs in whatever makes one, without being called: hardware.</summary>
    public bool RunsWhereItIsMade => Id == "systemverilog";

    private static readonly Dictionary<string, LanguageTraits> ById = new LanguageTraits[]
    {
        new("c", "c", false, []),
        new("cpp", "c", true, ["this"]),
        new("csharp", "csharp", true, ["this"]),
        new("go", "go", false, []),
        new("java", "java", true, ["this"], true),
        new("javascript", "js", false, ["this"]),
        new("php", "php", false, ["$this", "self", "static"]),
        new("python", "python", false, ["self", "cls"]),
        new("ruby", "ruby", true, ["self"]),
        new("rust", "rust", false, ["self", "Self"], true),
        new("tsx", "js", false, ["this"]),
        new("typescript", "js", false, ["this"]),
    }.ToDictionary(l => l.Id);

    private static readonly LanguageTraits None = new("", "", false, []);

    public static LanguageTraits Of(string? id) => id is null ? None : ById.TryGetValue(id, out var known) ? known : new LanguageTraits(id, id, true, []);
}
