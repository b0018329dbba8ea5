namespace Revdex.Cli.Clients;

/// <summary>The servers in a configuration file's text, of which one is ours. All methods throw <see cref="RevdexException"/> where the text is not valid.</summary>
internal interface IServerList
{
    /// <summary>The text with the server in it; the same where it is there already.</summary>
    /// <param name="text">Null: there is no file.</param>
    string Install(string? text, ServerCommand server);

    /// <summary>The text without the server; null where nothing is left of a file that was made for it.</summary>
    string? Uninstall(string text);

    bool IsIn(string text);
}
