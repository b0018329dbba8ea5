using System.Text;
using Revdex.Embedding;
using Revdex.Embedding.Learning;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Embedding;

public sealed class LearntModelTests
{
    private static readonly LearningOptions Options = new() { Dimensions = 12, Threads = 1 };

    /// <summary>Texts of two subjects, whose words meet only within their subject, and words that stand everywhere.</summary>
    internal static List<string> Texts()
    {
        var random = new Random(1);
        string[][] subjects = [["query", "table", "column", "index", "join", "filter", "rows", "schema", "cursor"], ["socket", "packet", "port", "listen", "accept", "stream", "bytes", "peer", "connect"]];
        string[] common = ["public", "void", "return", "value"];
        return [.. Enumerable.Range(0, 400).Select(i => string.Join(' ', Enumerable.Range(0, 20).Select(_ => random.Next(3) == 0 ? common[random.Next(4)] : subjects[i % 2][random.Next(9)])))];
    }

    [Fact]
    public void Words_of_one_subject_come_to_lie_together()
    {
        using var folder = new TemporaryFolder();
        LearntModel.Write(Learn(Texts(), Options)!, folder.Path);
        using var embedder = EmbeddingModel.Open(folder.Path);
        Assert.True(Likeness(embedder, "filteredRows of a Table", "join the columns by schema") > 0.5);
        Assert.True(Likeness(embedder, "filteredRows of a Table", "peer accepts packets") < 0.1);
        Assert.True(Likeness(embedder, "listening on ports", "peer accepts packets") > 0.5);
    }

    /// <summary>What is learnt is one thing for one set of texts: not the machine's load, nor the order in which blobs came, may show in it.</summary>
    [Fact]
    public void Neither_order_nor_threads_show()
    {
        using var folder = new TemporaryFolder();
        var texts = Texts();
        var ids = new[] { (texts, 1), (texts, 2), (Enumerable.Reverse(texts).ToList(), 3) }.Select(c =>
        {
            LearntModel.Write(Learn(c.Item1, Options with { Threads = c.Item2 })!, folder.Path);
            using var embedder = EmbeddingModel.Open(folder.Path);
            return embedder.ModelId;
        }).ToList();
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public void Too_little_text_gives_no_model() => Assert.Null(Learn(["one text of few words", "one text of few words"], Options));

    /// <summary>A matrix with known directions: two of its values are far above the others.</summary>
    [Fact]
    public void The_main_directions_of_a_matrix_are_found()
    {
        const int Size = 60;
        var (a, b) = (new double[Size], new double[Size]);
        for (var i = 0; i < Size; i++)
        {
            (a[i], b[i]) = (Math.Sqrt(2.0 / Size) * (i % 2), Math.Sqrt(2.0 / Size) * ((i + 1) % 2) * (i % 4 < 2 ? 1 : -1));
        }

        int[][] columns = [.. Enumerable.Range(0, Size).Select(_ => Enumerable.Range(0, Size).ToArray())];
        float[][] values = [.. Enumerable.Range(0, Size).Select(i => Enumerable.Range(0, Size).Select(j => (float)(9 * a[i] * a[j] - 4 * b[i] * b[j] + (i == j ? 0.01 : 0))).ToArray())];
        var rows = SpectralRows.Of(new(columns, values), new() { Dimensions = 2, Threads = 1 });
        for (var i = 0; i < Size; i++)
        {
            Assert.Equal(a[i], Math.Abs(rows.Row(i)[0]), 1e-3);
            Assert.Equal(Math.Abs(b[i]), Math.Abs(rows.Row(i)[1]), 1e-3);
        }
    }

    [Fact]
    public void Eigenvectors_make_the_matrix_again()
    {
        const int Size = 24;
        var random = new Random(4);
        var matrix = new double[Size * Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                matrix[i * Size + j] = matrix[j * Size + i] = random.NextDouble() - 0.5;
            }
        }

        var (values, vectors) = SmallMatrix.Eigen(matrix, Size);
        for (var i = 0; i < Size * Size; i++)
        {
            Assert.Equal(matrix[i], Enumerable.Range(0, Size).Sum(k => vectors[i / Size * Size + k] * values[k] * vectors[i % Size * Size + k]), 1e-9);
        }

        Assert.Equal(values.OrderByDescending(Math.Abs), values);
    }

    private static TermVectors? Learn(IEnumerable<string> texts, LearningOptions options)
    {
        var corpus = new TermCorpus();
        foreach (var text in texts)
        {
            corpus.Add(Encoding.UTF8.GetBytes(text));
        }

        return TermVectors.Learn(corpus, options);
    }

    private static double Likeness(IEmbedder embedder, string left, string right)
    {
        var rows = new float[2 * embedder.Dimensions];
        embedder.Embed([Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right)], EmbedRole.Passage, rows, CancellationToken.None);
        return UnitRow.Dot(rows.AsSpan(0, embedder.Dimensions), rows.AsSpan(embedder.Dimensions));
    }
}
