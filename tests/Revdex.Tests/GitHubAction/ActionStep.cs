namespace Revdex.Tests.GitHubAction;

/// <summary>One step of action.yml as it is written there; empty where a part is missing.</summary>
internal sealed record ActionStep(string Name, string Id, string If, string Uses, string Run, string Shell, string Folder, IReadOnlyDictionary<string, string> Environment);
