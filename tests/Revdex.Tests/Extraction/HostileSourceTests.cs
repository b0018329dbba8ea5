using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Tests.Extraction;

/// <summary>
/// Source that was written, or fell, to do harm, through the real worker processes: whatever becomes of it, the blobs around it have
/// their facts.
/// </summary>
public sealed class HostileSourceTests
{
    private const int Nested = 1_000_000;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var language in new[] { "javascript", "python", "rust" })
        {
            cases.Add(language, "million brackets");
        }

        foreach (var language in new[] { "csharp", "go", "php", "typescript" })
        {
            cases.Add(language, "wide array");
            cases.Add(language, "long line");
            cases.Add(language, "long name");
            cases.Add(language, "late NUL");
            cases.Add(language, "no UTF-8");
        }

        foreach (var language in new[] { "c", "java", "cpp" })
        {
            cases.Add(language, "arrows");
            cases.Add(language, "open comments");
        }

        cases.Add("ruby", "abort");
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Costs_itself_at_most(string languageId, string shape)
    {
        var language = LanguageSet.Default.ById(languageId)!; // From the cases.
        await using var pool = new ExtractorPool(1);
        byte[][] blobs = [Neighbour(languageId, 1), Hostile(shape), Neighbour(languageId, 2)];
        var answers = await Task.WhenAll(blobs.Select(b => pool.ExtractAsync(Oid.OfBlob(b, ObjectFormat.Sha1), language, b, default)));
        Assert.Equal((SkipReason.None, SkipReason.None), (answers[0].Skip, answers[2].Skip));
        Assert.True(answers[0].SymbolCount > 0 && answers[2].SymbolCount > 0);
        SkipReason[] allowed = shape switch
        {
            "abort" => [SkipReason.ParserCrashed],
            "million brackets" or "arrows" or "open comments" => [SkipReason.None, SkipReason.Timeout, SkipReason.OutOfMemory],
            _ => [SkipReason.None],
        };
        Assert.Contains(answers[1].Skip, allowed);
    }

    private static byte[] Hostile(string shape) => shape switch
    {
        "million brackets" => Encoding.ASCII.GetBytes(Repeated("[\n", Nested)),
        "wide array" => Encoding.ASCII.GetBytes($"x = [{Repeated("1,", 2_000)}1]\n"), // 4 KB that the query engine takes half a minute for.
        "long line" => Encoding.ASCII.GetBytes($"{Repeated("\n", 100_000)}x = {Repeated("a + ", 10_000)}b\n"),
        "long name" => Encoding.ASCII.GetBytes($"{Repeated("\n", 1_000)}{Repeated("a", 300_000)}(b)\n{Repeated("\n", 1_000)}"),
        "late NUL" => Encoding.ASCII.GetBytes($"{Repeated("f(a)\n", 2_000)}\0\0\0{Repeated("g(b)\0\n", 100)}"),
        "arrows" => Encoding.ASCII.GetBytes(Repeated("x=>\n", 100_000)),
        "open comments" => Encoding.ASCII.GetBytes(Repeated("/*\n", 500_000)), // Each is looked through to the end.
        "no UTF-8" => [.. Enumerable.Range(0, 4_000).Select(i => (byte)(i % 20 == 0 ? '\n' : 128 + (i * 7 % 128)))],
        _ => Encoding.ASCII.GetBytes($"x <<\"{Repeated("A", 300)}\"\n"), // The prebuilt Ruby grammar aborts its process on this.
    };

    private static byte[] Neighbour(string languageId, int number) => Encoding.ASCII.GetBytes(languageId switch
    {
        "javascript" or "typescript" => $"function f{number}() {{ return g(); }}\n",
        "python" => $"def f{number}():\n    return g()\n",
        "rust" => $"fn f{number}() {{ g() }}\n",
        "csharp" or "java" => $"class C{number} {{ }}\n",
        "go" => $"package p\nfunc f{number}() {{}}\n",
        "c" or "cpp" => $"int f{number}(void) {{ return g(); }}\n",
        "php" => $"<?php function f{number}() {{ return g(); }}\n",
        _ => $"def m{number}\n  n\nend\n",
    });

    private static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
