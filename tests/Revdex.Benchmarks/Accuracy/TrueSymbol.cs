namespace Revdex.Benchmarks.Accuracy;

/// <summary>What a compiler has for one thing: a type with its constructors, all overloads of a name in one type, or a single other member.</summary>
/// <param name="Kind">Of a row of the table.</param>
/// <param name="Places">Of its name where it is declared, in order.</param>
internal sealed record TrueSymbol(string Name, string Kind, IReadOnlyList<UsePlace> Places);
