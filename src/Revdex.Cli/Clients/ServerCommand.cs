namespace Revdex.Cli.Clients;

/// <summary>How a client starts the server.</summary>
internal sealed record ServerCommand(string Program, IReadOnlyList<string> Arguments);
