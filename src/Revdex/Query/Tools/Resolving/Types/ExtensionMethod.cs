namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>A C# method that is called on a value.</summary>
/// <param name="Type">Of that value; null where that is not read, or takes more than one type to tell.</param>
/// <param name="IsAny">A type parameter or <c>object</c>: with <paramref name="Rank"/> arrays of these.</param>
/// <param name="Parameters">That of the value is among them where <paramref name="Given"/> is 1.</param>
internal sealed record ExtensionMethod(SymbolRef Method, KnownType? Type, bool IsAny, int Rank, CSharpParameters Parameters, int Given, int Arity);
