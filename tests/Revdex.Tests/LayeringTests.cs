using System.Reflection;

namespace Revdex.Tests;

/// <summary>
/// Data flows one way (src/DESIGN.md): reads from the built assembly which folder uses which, and holds the table. An arrow that
/// is not in the table needs a reason there before it is added here.
/// </summary>
public sealed class LayeringTests
{
    /// <summary>Folder → the folders it may use. Everybody may use the root's words (RevdexException, ExitCode, WorkProgress, SelfProcess).</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Git"] = [],
        ["Native"] = [],
        ["Facts"] = ["Git"],
        ["Embedding"] = ["Facts", "Segments", "Native", "Storage"],
        ["Segments"] = ["Git", "Facts"],
        ["Vectors"] = ["Git", "Facts", "Segments", "Storage"],
        ["Scip"] = ["Git", "Facts", "Segments"],
        ["Extraction"] = ["Git", "Facts", "Segments", "Native"],
        ["Storage"] = [],
        ["Trust"] = [],
        ["Notes"] = ["Storage"],
        ["Snapshots"] = ["Git", "Facts", "Segments", "Scip", "Embedding", "Vectors", "Extraction", "Storage", "Trust"],
        ["Tables"] = ["Git", "Facts", "Segments", "Extraction", "Native", "Storage", "Snapshots"],
        ["Query"] = ["Git", "Facts", "Segments", "Scip", "Embedding", "Vectors", "Extraction", "Storage", "Snapshots", "Trust", "Tables", "Hooks", "Notes"],
        ["Hooks"] = ["Git"],
        ["Indexing"] = ["Git", "Facts", "Segments", "Scip", "Embedding", "Vectors", "Extraction", "Storage", "Snapshots", "Trust", "Tables", "Query"],
    };

    /// <summary>Wire the parts together, so they may use every folder; no folder below the command line uses them but those named.</summary>
    private static readonly Dictionary<string, string[]> Wiring = new()
    {
        ["Indexer"] = ["Query"],
    };

    [Fact]
    public void Folders_use_only_what_is_before_them()
    {
        var wrong = Edges().Where(e => Allowed.TryGetValue(e.From, out var allowed) && !allowed.Contains(e.To))
            .GroupBy(e => $"{e.From} → {e.To}", e => $"{e.User} uses {e.Used}")
            .Select(g => $"{g.Key}: {string.Join(", ", g.Distinct().Take(5))}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_is_in_the_table()
    {
        var folders = Types().Select(FolderOf).Distinct().Where(f => f.Length > 0);
        Assert.Empty(folders.Except(Allowed.Keys));
    }

    [Fact]
    public void Wiring_is_used_only_where_it_is_said()
    {
        var wrong = Types().Where(t => FolderOf(t).Length > 0)
            .SelectMany(t => AssemblyReferences.Of(t).Where(u => Wiring.TryGetValue(Outer(u).Name, out var users) && !users.Contains(FolderOf(t)))
                .Select(u => $"{t.FullName} uses {u.Name}"));
        Assert.Empty(wrong);
    }

    private static IEnumerable<(string From, string To, string User, string Used)> Edges() =>
        from type in Types()
        from used in AssemblyReferences.Of(type)
        let edge = (From: FolderOf(type), To: FolderOf(used), User: Outer(type).Name, Used: Outer(used).Name)
        where edge.From.Length > 0 && edge.To.Length > 0 && edge.From != edge.To
        select edge;

    private static IEnumerable<Type> Types() => Core.GetTypes().Where(t => t.Namespace?.StartsWith("Revdex", StringComparison.Ordinal) == true);

    private static Assembly Core => typeof(RevdexException).Assembly;

    /// <summary>The first part of the namespace after Revdex; empty for the root.</summary>
    private static string FolderOf(Type type) => Outer(type).Namespace?.Split('.') is ["Revdex", var folder, ..] ? folder : "";

    private static Type Outer(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }
}
