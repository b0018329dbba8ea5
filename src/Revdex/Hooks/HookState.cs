namespace Revdex.Hooks;

/// <summary>What stands in the hooks folder under one event's name.</summary>
public enum HookState
{
    /// <summary>Nothing of ours: no hook, or the user's own.</summary>
    Absent,

    /// <summary>Ours, as this program writes it.</summary>
    Installed,

    /// <summary>Ours, but of another version or edited; installing again renews it.</summary>
    Outdated,

    /// <summary>Another hook, where ours once was: something wrote over it. Installing again puts ours before it.</summary>
    Replaced,
}
