using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text;
using Revdex.Embedding;
using Revdex.Embedding.Learning;

namespace Revdex.Benchmarks.Embeddings;

/// <summary>
/// Learns a static model from a folder's own chunks, and asks for functions by their doc comments, which were taken out of all texts before: vectors,
/// BM25 over the same chunks and terms, and both fused.
/// </summary>
internal static class EmbeddingBenchmark
{
    private const int QuestionCount = 300;

    private static readonly string[] Shown = ["error", "transaction", "lock", "parse", "cach", "thread"];

    public static int Run(string folder, string[] options)
    {
        var files = Timed("extract", () => QuestionedFiles.Of([.. SourceFile.Under(folder).DistinctBy(f => f.Oid)], QuestionCount));
        var table = Timed("chunk", () => new ChunkTable(files));
        Console.WriteLine($"{files.Contents.Count} files, {files.Contents.Sum(c => (long)c.Length) / 1e6:F1} MB: {table.PlaceCount} chunks, {table.Texts.Count} distinct, {table.Texts.Average(t => t.Length):F0} bytes each in the mean; {files.Questions.Count} questions");
        var bm25 = Timed("index for BM25", () => new Bm25(table.Texts));
        foreach (var variant in options.DefaultIfEmpty(""))
        {
            Console.WriteLine($"== {variant}");
            Learn(files, table, bm25, Parsed(variant.Split(',', StringSplitOptions.RemoveEmptyEntries)));
        }

        return 0;
    }

    private static void Learn(QuestionedFiles files, ChunkTable table, Bm25 bm25, LearningOptions options)
    {
        var modelFolder = Directory.CreateTempSubdirectory("revdex-model-").FullName;
        try
        {
            if (TryLearn(table, options, modelFolder))
            {
                using var embedder = Timed("open the model", () => EmbeddingModel.Open(modelFolder));
                Compare(files, table, bm25, embedder);
            }
        }
        finally
        {
            Directory.Delete(modelFolder, recursive: true);
        }
    }

    private static bool TryLearn(ChunkTable table, LearningOptions options, string modelFolder)
    {
        var corpus = Timed("read terms", () =>
        {
            var terms = new TermCorpus();
            table.Texts.ForEach(t => terms.Add(t.Span));
            return terms;
        });
        if (Timed("learn", () => TermVectors.Learn(corpus, options)) is not { } vectors)
        {
            Console.WriteLine("too few terms to learn from");
            return false;
        }

        LearntModel.Write(vectors, modelFolder);
        var sizes = Directory.GetFiles(modelFolder).Select(f => $"{Path.GetFileName(f)} {new FileInfo(f).Length / 1e6:F2} MB");
        Console.WriteLine($"{vectors.Terms.Length} terms x {vectors.Rows.Width}: {string.Join(", ", sizes)}");
        foreach (var term in Shown.Where(t => vectors.Terms.Contains(t)))
        {
            Console.WriteLine($"  {term}: {string.Join(' ', Nearest(vectors, term))}");
        }

        return true;
    }

    private static IEnumerable<string> Nearest(TermVectors vectors, string term)
    {
        var row = vectors.Rows.Row(Array.IndexOf(vectors.Terms, term)).ToArray();
        return Enumerable.Range(0, vectors.Terms.Length)
            .OrderByDescending(i => UnitRow.Dot(vectors.Rows.Row(i), row) / Math.Sqrt(Math.Max(1e-30, UnitRow.Dot(vectors.Rows.Row(i), vectors.Rows.Row(i)))))
            .Skip(1).Take(10).Select(i => vectors.Terms[i]);
    }

    private static void Compare(QuestionedFiles files, ChunkTable table, Bm25 bm25, IEmbedder embedder)
    {
        var rows = new float[table.Texts.Count * embedder.Dimensions];
        Timed($"embed {table.Texts.Count} chunks", () =>
        {
            embedder.Embed(table.Texts.ToArray(), EmbedRole.Passage, rows, CancellationToken.None);
            return 0;
        });
        var (text, vector, fused) = (new Ranking(), new Ranking(), new Ranking());
        var answers = table.Answers(files.Questions);
        var question = new float[embedder.Dimensions];
        for (var i = 0; i < answers.Count; i++)
        {
            embedder.Embed([files.Questions[i].Text], EmbedRole.Query, question, CancellationToken.None);
            var byText = Ranking.Best(bm25.Scores(files.Questions[i].Text));
            var byVector = Ranking.Best(Likenesses(rows, question));
            text.Count(byText, answers[i]);
            vector.Count(byVector, answers[i]);
            fused.Count(Ranking.Fused(byText, byVector), answers[i]);
        }

        Console.WriteLine($"BM25    {text}\nvectors {vector}\nfused   {fused}");
    }

    private static float[] Likenesses(float[] rows, float[] question)
    {
        var likenesses = new float[rows.Length / question.Length];
        for (var row = 0; row < likenesses.Length; row++)
        {
            var sum = Vector<float>.Zero;
            for (var i = 0; i < question.Length; i += Vector<float>.Count)
            {
                sum += new Vector<float>(rows, row * question.Length + i) * new Vector<float>(question, i);
            }

            likenesses[row] = Vector.Sum(sum);
        }

        return likenesses;
    }

    private static LearningOptions Parsed(string[] options)
    {
        var parsed = new LearningOptions();
        foreach (var option in options)
        {
            var value = double.Parse(option[(option.IndexOf('=') + 1)..], CultureInfo.InvariantCulture);
            parsed = option[..option.IndexOf('=')] switch
            {
                "terms" => parsed with { TermsMax = (int)value },
                "dimensions" => parsed with { Dimensions = (int)value },
                "window" => parsed with { Window = (int)value },
                "frequency" => parsed with { FrequencyScale = value },
                "rounds" => parsed with { Rounds = (int)value },
                "chunks" => parsed with { ChunksMin = (int)value },
                _ => throw new ArgumentException(option),
            };
        }

        return parsed;
    }

    private static T Timed<T>(string what, Func<T> work)
    {
        using var process = Process.GetCurrentProcess();
        var (cpu, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var result = work();
        process.Refresh();
        Console.WriteLine(new StringBuilder().Append(CultureInfo.InvariantCulture, $"{what}: {(process.TotalProcessorTime - cpu).TotalSeconds:F2} s CPU, {clock.Elapsed.TotalSeconds:F2} s"));
        return result;
    }
}
