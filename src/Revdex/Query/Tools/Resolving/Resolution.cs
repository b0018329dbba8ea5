namespace Revdex.Query.Tools.Resolving;

/// <summary>What a use may mean.</summary>
/// <param name="Target">Proven, or the only one; null where several fit or none.</param>
/// <param name="Candidates">How many fit: 1 where there is a target, 0 where it is known to be no symbol of the view.</param>
internal readonly record struct Resolution(Known Known, SymbolSet? Target, int Candidates);
