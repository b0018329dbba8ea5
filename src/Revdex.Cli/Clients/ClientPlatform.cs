namespace Revdex.Cli.Clients;

internal enum ClientPlatform
{
    Linux,
    MacOs,
    Windows,
}
