namespace Revdex.Cli.Clients;

/// <summary>Whom a configuration file is for.</summary>
internal enum ClientScope
{
    /// <summary>Everybody who works on the repository: the file lies in it, and is usually committed.</summary>
    Project,

    /// <summary>This user, in all projects.</summary>
    User,
}
