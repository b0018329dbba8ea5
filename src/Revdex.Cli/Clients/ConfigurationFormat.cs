namespace Revdex.Cli.Clients;

/// <summary>How a configuration file is written.</summary>
internal enum ConfigurationFormat
{
    /// <summary>JSON; comments and trailing commas are taken and kept wherever they are, and never written.</summary>
    Json,

    Toml,
}
