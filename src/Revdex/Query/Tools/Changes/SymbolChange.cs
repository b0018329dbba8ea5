namespace Revdex.Query.Tools.Changes;

/// <summary>What became of a symbol.</summary>
/// <param name="Word">added, removed, moved, renamed, signature or body.</param>
/// <param name="Symbol">As it is; of a removed one as it was.</param>
/// <param name="Before">As it was; null for one that was added or removed.</param>
/// <param name="Members">How many it has that came or went with it.</param>
internal sealed record SymbolChange(string Word, ComparedSymbol Symbol, ComparedSymbol? Before, int Members)
{
    public const string Added = "added";
    public const string Removed = "removed";
    public const string Moved = "moved";
    public const string Renamed = "renamed";
    public const string Signature = "signature";
    public const string Body = "body";

    public bool IsBodyChanged => Before is not null && Before.BodyHash != Symbol.BodyHash;
}
