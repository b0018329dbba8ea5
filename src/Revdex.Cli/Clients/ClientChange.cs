namespace Revdex.Cli.Clients;

/// <summary>What was done, or would be, to one client's file.</summary>
/// <param name="Kind">In one word.</param>
/// <param name="Path">The file.</param>
/// <param name="Diff">What changed; empty where nothing did.</param>
internal sealed record ClientChange(Client Client, ClientScope Scope, ClientChangeKind Kind, string Path, string Diff);
