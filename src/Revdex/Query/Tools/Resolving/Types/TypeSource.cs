namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>What tells the type of something: the last name of a type that is written there, or a value that it is made of.</summary>
/// <param name="Token">Of the name, or the first of the value.</param>
/// <param name="Rank">C#: how many arrays of the type.</param>
/// <param name="IsNullable">C#: written with a <c>?</c>.</param>
internal readonly record struct TypeSource(int Token, bool IsValue, int Rank = 0, bool IsNullable = false)
{
    /// <summary>It has a type, but nothing that is read here tells which.</summary>
    public static readonly TypeSource Unknown = new(-1, false);

    public bool IsKnown => Token >= 0;

    /// <summary>What is made of the value is meant.</summary>
    public TypePart Part { get; init; }

    /// <summary>TypeScript: the type is one of several, or all of them at once; the token is the first.</summary>
    public bool IsUnion { get; init; }

    /// <summary>JavaScript: the token of the property's name that is meant of it; null: it itself.</summary>
    public int? Key { get; init; }

    public static TypeSource Type(int token) => new(token, false);

    public static TypeSource Union(int token) => new(token, false) { IsUnion = true };

    public static TypeSource Value(int token) => new(token, true);
}
