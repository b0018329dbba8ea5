namespace Revdex.Cli.Clients;

/// <summary>What comes of installing or uninstalling; the names are part of <c>--json</c>.</summary>
internal enum ClientChangeKind
{
    /// <summary>As it should be already.</summary>
    Unchanged,

    /// <summary>The file was made.</summary>
    Created,

    /// <summary>The server was put into the file.</summary>
    Added,

    /// <summary>The server was there, and is started in another way now.</summary>
    Updated,

    /// <summary>The server was taken out of the file.</summary>
    Removed,

    /// <summary>Nothing was left of the file, so that it is gone.</summary>
    Deleted,
}
