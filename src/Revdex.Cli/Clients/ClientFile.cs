namespace Revdex.Cli.Clients;

/// <summary>Where a client has its file in one scope.</summary>
/// <param name="Paths">
/// The names it may have: the one that is there is edited, else the first is made. With <c>/</c>; a project's are relative to its root; a
/// user's begin as <see cref="ClientFolders.Expand"/> says.
/// </param>
internal sealed record ClientFile(params string[] Paths)
{
    /// <summary>On Windows, where it lies elsewhere there.</summary>
    public string[]? Windows { get; init; }

    /// <summary>What to do before it works, in one line.</summary>
    public string? Note { get; init; }

    /// <summary>What the client replaces by the project's folder, given as <c>--repo</c>; null: it starts servers in that folder, or says nothing of it.</summary>
    public string? Workspace { get; init; }

    /// <summary>The client starts servers in a folder that is no project's, so that somebody must name one.</summary>
    public bool StartsElsewhere { get; init; }
}
