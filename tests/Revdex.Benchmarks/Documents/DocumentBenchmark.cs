using System.Diagnostics;
using System.Text;
using Revdex.Extraction;
using Revdex.Extraction.Documents;

namespace Revdex.Benchmarks.Documents;

/// <summary>How much of PDFs is read: words, and pairs of words that follow each other, against <c>pdftotext</c> (poppler), which has to be on the path.</summary>
internal static class DocumentBenchmark
{
    /// <summary>Every PDF below a folder, with a line of sums for each folder in it; of one file the text itself.</summary>
    public static int Run(string folder)
    {
        if (File.Exists(folder))
        {
            Console.OpenStandardOutput().Write((DocumentText.Of(DocumentForm.Pdf, File.ReadAllBytes(folder)) ?? "unreadable"u8.ToArray()).Span);
            return 0;
        }

        Console.WriteLine("file,bytes,ms,mb,sections,words,recall,precision,pair_recall,pair_precision");
        foreach (var group in Directory.EnumerateFiles(folder, "*.pdf", SearchOption.AllDirectories).Order(StringComparer.Ordinal).GroupBy(Path.GetDirectoryName))
        {
            var (words, pairs) = (default(Overlap), default(Overlap));
            foreach (var path in group)
            {
                var content = File.ReadAllBytes(path);
                var before = GC.GetTotalAllocatedBytes(precise: true);
                var watch = Stopwatch.StartNew();
                var made = DocumentText.Of(DocumentForm.Pdf, content);
                var elapsed = watch.Elapsed;
                var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
                if (made is not { } bytes)
                {
                    Console.WriteLine($"{Path.GetRelativePath(folder, path)},{content.Length},{elapsed.TotalMilliseconds:F0},unreadable");
                    continue;
                }

                var text = Encoding.UTF8.GetString(bytes.Span);
                var (ours, theirs) = (Words(WithoutMarks(text)), Words(Poppler(path)));
                var (own, ownPairs) = (Overlap.Of(ours, theirs), Overlap.Of(Pairs(ours), Pairs(theirs)));
                (words, pairs) = (words + own, pairs + ownPairs);
                Console.WriteLine($"{Path.GetRelativePath(folder, path)},{content.Length},{elapsed.TotalMilliseconds:F0},{allocated >> 20},{text.Split('\n').Count(line => line.StartsWith('#'))},{own.Theirs},{own},{ownPairs}");
            }

            Console.WriteLine($"{Path.GetRelativePath(folder, group.Key!)},,,,,{words.Theirs},{words},{pairs}"); // Files are in folders.
        }

        return 0;
    }

    private readonly record struct Overlap(int Ours, int Theirs, int Both)
    {
        public static Overlap Of(List<string> ours, List<string> theirs)
        {
            var counts = theirs.CountBy(word => word).ToDictionary();
            var both = ours.CountBy(word => word).Sum(word => Math.Min(word.Value, counts.GetValueOrDefault(word.Key)));
            return new Overlap(ours.Count, theirs.Count, both);
        }

        public static Overlap operator +(Overlap a, Overlap b) => new(a.Ours + b.Ours, a.Theirs + b.Theirs, a.Both + b.Both);

        public override string ToString() => $"{Share(Both, Theirs)},{Share(Both, Ours)}";

        private static string Share(int part, int whole) => whole == 0 ? "-" : ((double)part / whole).ToString("F4", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Runs of letters and digits, lowered.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text.Append(' '))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return words;
    }

    private static List<string> Pairs(List<string> words) => [.. words.Zip(words.Skip(1), (a, b) => $"{a} {b}")];

    /// <summary>Without what says which page it is.</summary>
    private static string WithoutMarks(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("(page ", StringComparison.Ordinal) && !line.StartsWith("# Page ", StringComparison.Ordinal)));

    private static string Poppler(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-enc", "UTF-8", path, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!; // It starts, or throws.
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        foreach (var (ligature, letters) in new[] { ("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl") })
        {
            text = text.Replace(ligature, letters, StringComparison.Ordinal);
        }

        return text;
    }
}
