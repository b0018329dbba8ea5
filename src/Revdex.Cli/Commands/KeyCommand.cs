using System.CommandLine;
using Revdex.Trust;

namespace Revdex.Cli.Commands;

/// <summary>Makes the key that snapshots are signed with. Works anywhere: it needs no repository.</summary>
internal static class KeyCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("file")
        {
            Description = "Where the private key goes, readable by you alone [default: standard output]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var create = new Command("new", "Make a key pair (ECDSA on P-256) and tell what to set where.") { file };
        create.SetAction(parsed => New(parsed.GetValue(file), parsed.GetValue(CommonOptions.Json)));
        return new Command("key", "Make the key that snapshots are signed with.") { create };
    }

    private static int New(string? path, bool isJson)
    {
        if (path is null && isJson)
        {
            throw new RevdexException("with --json the private key goes into a file: name one", ExitCode.Usage);
        }

        using var key = SigningKey.New();
        if (path is not null)
        {
            WritePrivate(Path.GetFullPath(path), key.ToPem());
        }

        if (isJson)
        {
            Output.Write(JobCommand.Json(json => WriteJson(json, key.PublicKey, path!))); // Not null: see above.
        }
        else
        {
            Print(key, path);
        }

        return (int)ExitCode.Done;
    }

    private static void WritePrivate(string path, string pem)
    {
        try
        {
            PrivateFile.WriteNew(path, pem);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new RevdexException($"'{path}' is there already: a key is never overwritten");
        }
    }

    /// <summary>Where the private key goes to standard output, all the rest is kept away from it.</summary>
    private static void Print(SigningKey key, string? path)
    {
        var to = path is null ? Console.Error : Console.Out;
        if (path is null)
        {
            Console.Out.Write(key.ToPem());
        }

        to.WriteLine($"public key  {key.PublicKey.Text}");
        to.WriteLine($"key id      {key.PublicKey.Id}");
        to.WriteLine();
        to.WriteLine(path is null
            ? $"Where snapshots are published: set the secret {SigningKey.Variable} to the private key."
            : $"Where snapshots are published: set the secret {SigningKey.Variable} to the content of {path}, or to its path.");
        to.WriteLine("Where they are read: git config --add revdex.trustedkey PUBLIC_KEY (or --global; or the variable REVDEX_TRUSTEDKEY).");
    }

    /// <summary><c>{path, public_key, key_id}</c>.</summary>
    private static void WriteJson(System.Text.Json.Utf8JsonWriter json, TrustedKey key, string path)
    {
        json.WriteStartObject();
        json.WriteString("path"u8, path);
        json.WriteString("public_key"u8, key.Text);
        json.WriteString("key_id"u8, key.Id);
        json.WriteEndObject();
    }
}
