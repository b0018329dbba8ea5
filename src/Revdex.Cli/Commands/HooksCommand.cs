using System.CommandLine;
using System.Text.Json;
using Revdex.Git;
using Revdex.Hooks;
using Revdex.Snapshots;

namespace Revdex.Cli.Commands;

internal static class HooksCommand
{
    public static Command Create()
    {
        var install = new Command("install", "Install git hooks that index each new HEAD in the background; hooks that are there stay and run first.");
        install.SetAction(parsed => Show(Settings.Of(parsed), installer => installer.Install(ThisProgram.Path)));
        var uninstall = new Command("uninstall", "Remove the hooks and put back those that were there before.");
        uninstall.SetAction(parsed => Show(Settings.Of(parsed), installer => installer.Uninstall()));
        var status = new Command("status", "Tell which hooks are installed and where their log is.");
        status.SetAction(parsed => Show(Settings.Of(parsed), installer => installer.Status()));
        var name = new Argument<string>("event");
        var run = new Command("run", "What the hooks start.") { name };
        run.Hidden = true;
        run.SetAction((parsed, cancellation) => RunAsync(Settings.Of(parsed), parsed.GetRequiredValue(name), cancellation));
        return new Command("hooks", "Install, remove or show the git hooks.") { install, uninstall, status, run };
    }

    private static async Task<int> RunAsync(Settings settings, string name, CancellationToken cancellationToken)
    {
        await new HookRun(settings.Repository, IndexAsync, Console.Out).RunAsync(name, cancellationToken).ConfigureAwait(false);
        return (int)ExitCode.Done;

        async Task IndexAsync(Oid head, CancellationToken cancellation)
        {
            using var cache = LocalCache.Open(settings.Cache with { Trust = settings.Trust });
            var store = settings.Store is { } url ? JobCommand.OpenStore(settings, url, ManifestSeal.Reading(settings.Trust)) : null;
            await new Indexer(settings.Repository, cache, Indexer.DefaultWorkers).IndexAsync(head, store, cancellationToken: cancellation).ConfigureAwait(false);
        }
    }

    private static int Show(Settings settings, Func<HookInstaller, HookStatus> act)
    {
        var status = act(new HookInstaller(settings.Repository));
        if (settings.Json)
        {
            Output.Write(JobCommand.Json(json => WriteJson(status, json)));
            return (int)ExitCode.Done;
        }

        Console.WriteLine($"hooks in {status.Folder}{(status.IsShared ? " (shared with other repositories)" : "")}: {(status.IsInstalled ? "installed" : "not installed")}");
        foreach (var file in status.Files)
        {
            Console.WriteLine($"  {file.Event,-14} {file.State.ToString().ToLowerInvariant(),-10} {(file.Chained is null ? "" : $"runs {file.Chained} first")}".TrimEnd());
        }

        Console.WriteLine($"executable: {status.Executable ?? "none"}{(status.Executable is not null && !status.IsExecutableThere ? " (not there)" : "")}");
        Console.WriteLine($"log: {status.LogPath}");
        return (int)ExitCode.Done;
    }

    /// <summary><c>{installed, folder, shared, executable, log, hooks: [{event, state, chained}]}</c>.</summary>
    private static void WriteJson(HookStatus status, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("installed"u8, status.IsInstalled);
        json.WriteString("folder"u8, status.Folder);
        json.WriteBoolean("shared"u8, status.IsShared);
        json.WriteString("executable"u8, status.Executable);
        json.WriteString("log"u8, status.LogPath);
        json.WriteStartArray("hooks"u8);
        foreach (var file in status.Files)
        {
            json.WriteStartObject();
            json.WriteString("event"u8, file.Event);
            json.WriteString("state"u8, file.State.ToString().ToLowerInvariant());
            json.WriteString("chained"u8, file.Chained);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
