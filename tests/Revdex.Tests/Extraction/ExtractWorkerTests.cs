using System.Diagnostics;
using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Tests.Extraction;

public sealed class ExtractWorkerTests
{
    /// <summary>There are fifty of them, of 80 MB: a worker has those of the languages it met.</summary>
    [Fact]
    public void Loads_a_grammar_when_its_language_is_met()
    {
        if (OperatingSystem.IsMacOS())
        {
            return; // A process there shows none of another's libraries.
        }

        using var worker = Process.Start(SelfProcess.StartInfo("extract-worker"))!; // No shell: it has started.
        var answer = Array.Empty<byte>();
        Assert.True(ExtractWorker.TryReadFrame(worker.StandardOutput.BaseStream, 0, ref answer, out _));
        Assert.Empty(Grammars(worker));
        Assert.Equal(["json"], Behind("json", "{\"a\": 1}"));
        Assert.Equal(["json", "markdown"], Behind("markdown", "# A\n\n```unknown\nx = 1\n```\n"));
        Assert.Equal(["json", "markdown", "python"], Behind("markdown", "# A\n\n```python\nx = 1\n```\n"));
        worker.StandardInput.Close();
        worker.WaitForExit();

        IEnumerable<string> Behind(string languageId, string text)
        {
            var content = Encoding.UTF8.GetBytes(text);
            Span<byte> head = stackalloc byte[256];
            var length = ExtractWorker.WriteHead(head, Oid.OfBlob(content, ObjectFormat.Sha1), LanguageSet.Default.ById(languageId)!, content.Length); // From the data.
            worker.StandardInput.BaseStream.Write([.. head[..length], .. content]);
            worker.StandardInput.BaseStream.Flush();
            Assert.True(ExtractWorker.TryReadFrame(worker.StandardOutput.BaseStream, Limits.BlobSizeMaxBytes, ref answer, out var answered));
            Assert.Equal(SkipReason.None, BlobFactsWire.ReadInPlace(answer.AsMemory(0, answered)).Skip);
            return Grammars(worker);
        }
    }

    private static List<string> Grammars(Process worker)
    {
        const string prefix = "tree-sitter-";
        worker.Refresh();
        return [.. worker.Modules.Cast<ProcessModule>().Select(m => Path.GetFileNameWithoutExtension(m.FileName))
            .Select(name => name.StartsWith("lib", StringComparison.Ordinal) ? name[3..] : name)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]).Distinct().Order(StringComparer.Ordinal)];
    }
}
