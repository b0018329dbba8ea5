using System.Globalization;
using System.Text;
using System.Text.Json;
using Revdex.Cli.Clients;

namespace Revdex.Cli.Commands;

/// <summary>The clients that are known, their files, and where Revdex is in them.</summary>
/// <param name="project">The root of the project; null: there is none here.</param>
/// <param name="home">The user's folder, shown as <c>~</c>.</param>
internal sealed class ClientList(ClientInstaller installer, string? project, string home)
{
    private static readonly ClientScope[] Scopes = [ClientScope.Project, ClientScope.User];

    /// <summary>A line for each client, and one for each file of it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var width = ClientSet.All.Max(client => client.Id.Length);
        foreach (var client in ClientSet.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"{client.Id.PadRight(width)}  {client.Name}{(installer.IsHere(client) ? ", seems to be on this machine" : "")}\n");
            foreach (var (scope, path) in Files(client))
            {
                var state = installer.IsInstalled(client, scope) switch { true => "  has Revdex", false => "", null => "  cannot be read" };
                text.Append(CultureInfo.InvariantCulture, $"{new string(' ', width)}    {scope.ToString().ToLowerInvariant(),-7}  {Shown(path)}{state}\n");
            }
        }

        return text.ToString();
    }

    /// <summary><c>{clients: [{client, name, here, documentation, files: [{scope, path, installed}]}]}</c>; installed is null where the file cannot be read.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("clients"u8);
        foreach (var client in ClientSet.All)
        {
            json.WriteStartObject();
            json.WriteString("client"u8, client.Id);
            json.WriteString("name"u8, client.Name);
            json.WriteBoolean("here"u8, installer.IsHere(client));
            json.WriteString("documentation"u8, client.Documentation);
            json.WriteStartArray("files"u8);
            foreach (var (scope, path) in Files(client))
            {
                WriteFile(json, scope, path, installer.IsInstalled(client, scope));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, ClientScope scope, string path, bool? isInstalled)
    {
        json.WriteStartObject();
        json.WriteString("scope"u8, scope.ToString().ToLowerInvariant());
        json.WriteString("path"u8, path);
        if (isInstalled is { } known)
        {
            json.WriteBoolean("installed"u8, known);
        }
        else
        {
            json.WriteNull("installed"u8);
        }

        json.WriteEndObject();
    }

    private IEnumerable<(ClientScope Scope, string Path)> Files(Client client) =>
        from scope in Scopes
        let path = installer.PathOf(client, scope)
        where path is not null
        select (scope, path);

    private string Shown(string path) => project is not null && path.StartsWith(project + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path[(project.Length + 1)..]
        : path.StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? $"~{path[home.Length..]}"
        : path;
}
