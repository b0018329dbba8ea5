using System.Text;

namespace Revdex.Tests.EndToEnd;

/// <summary>Files that end, or never end, their parse, and files that mean no harm.</summary>
internal static class HostileFiles
{
    /// <summary>Path → why it is skipped.</summary>
    public static readonly IReadOnlyDictionary<string, string> Skips = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["abort.rb"] = "parser_crashed",
        ["arrows.java"] = "timeout",
        ["slow.cs"] = "timeout",
    };

    /// <summary>Path → what it defines.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["good.c"] = "good_c",
        ["good.cs"] = "GoodSharp",
        ["good.java"] = "GoodJava",
        ["good.rb"] = "good_ruby",
    };

    public static byte[] Abort { get; } = Encoding.ASCII.GetBytes($"x <<\"{new string('A', 300)}\"\n");

    public static void WriteTo(TestRepository repository)
    {
        repository.Write("abort.rb", Abort);
        repository.Write("arrows.java", Repeated("x=>", 5_000));
        repository.Write("slow.cs", Repeated("a<b>(c ? d :\n", 120_000));
        repository.Write("deep.js", Repeated("[\n", 300_000));
        repository.Write("wide.ts", $"x = [{Repeated("1,", 2_000)}1]\n"); // What explodes in the query engine.
        repository.Write("good.c", "int good_c(void) { return 1; }\n");
        repository.Write("good.cs", "class GoodSharp { }\n");
        repository.Write("good.java", "class GoodJava { }\n");
        repository.Write("good.rb", "def good_ruby\nend\n");
    }

    private static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
