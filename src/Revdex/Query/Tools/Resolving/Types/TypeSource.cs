namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>What tells the type of something: the last name of a type that is written there, or a value that it is made of.</summary>
/// <param name="Token">Of the name, or the first of the value.</param>
/// <param name="IsUnion">The type is one of several, or all of them at once; the token is the first.</param>
/// <param name="Key">The name of the property of it that is meant; -1: it itself.</param>
internal readonly record struct TypeSource(int Token, bool IsValue, bool IsUnion = false, int Key = -1)
{
    /// <summary>It has a type, but nothing that is read here tells which.</summary>
    public static readonly TypeSource Unknown = new(-1, false);

    public bool IsKnown => Token >= 0;

    public static TypeSource Type(int token) => new(token, false);

    public static TypeSource Union(int token) => new(token, false, true);

    public static TypeSource Value(int token) => new(token, true);
}
