namespace Revdex.Hooks;

/// <summary>One event's hook. <paramref name="Chained"/> is the full path of the user's own hook, which ours runs first; null where there is none.</summary>
public sealed record HookFile(string Event, HookState State, string? Chained);
