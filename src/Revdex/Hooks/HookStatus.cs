namespace Revdex.Hooks;

/// <summary>The hooks of one repository, for all its worktrees.</summary>
/// <param name="Folder">Where git looks for hooks.</param>
/// <param name="IsShared">The folder is not this repository's own (a <c>core.hooksPath</c> elsewhere): other repositories use it too.</param>
/// <param name="Executable">What the hooks start; null where none is recorded, and then they do nothing.</param>
/// <param name="IsExecutableThere">Whether that file exists.</param>
/// <param name="LogPath">What the hooks of this worktree started writes here; the file need not exist yet.</param>
/// <param name="Files">One per event, in the order of <see cref="HookInstaller.Events"/>.</param>
public sealed record HookStatus(
    string Folder, bool IsShared, string? Executable, bool IsExecutableThere, string LogPath, IReadOnlyList<HookFile> Files)
{
    /// <summary>Whether every event starts the indexing.</summary>
    public bool IsInstalled => IsExecutableThere && Files.All(f => f.State is HookState.Installed or HookState.Outdated);
}
