using System.Runtime.InteropServices;
using Revdex.Embedding.Tokenizing;
using Revdex.Storage;

namespace Revdex.Embedding;

/// <summary>
/// A static model in the layout of model2vec: a text's vector is the weighted mean of its tokens' vectors. <c>model.safetensors</c> has <c>embeddings</c>
/// (token × dimension: F32, F16 or I8), and may have <c>weights</c> (a factor for each token) and <c>mapping</c> (the row of each token).
/// </summary>
internal sealed class StaticEmbedder : IEmbedder
{
    /// <summary>What model2vec cuts at, too.</summary>
    public const int TokensMax = 512;

    private const int DimensionsMax = 8_192;

    private readonly SafeTensorsFile _file;
    private readonly SafeTensor _embeddings;
    private readonly ITokenizer _tokenizer;
    private readonly float[]? _weights;
    private readonly int[]? _mapping;

    private StaticEmbedder(SafeTensorsFile file, SafeTensor embeddings, ITokenizer tokenizer, ContentHash modelId)
    {
        (_file, _embeddings, _tokenizer, ModelId) = (file, embeddings, tokenizer, modelId);
        Dimensions = (int)embeddings.Shape[1];
        _weights = file.Find("weights") is { } weights ? [.. weights.Values().Select(w => (float)w)] : null;
        _mapping = file.Find("mapping") is { } mapping ? [.. mapping.Values().Select(m => checked((int)m))] : null;
    }

    public ContentHash ModelId { get; }

    public int Dimensions { get; }

    public bool IsExact => true;

    /// <summary>Null where the folder holds no static model.</summary>
    /// <exception cref="InvalidDataException">Its weights are damaged.</exception>
    /// <exception cref="RevdexException">Its tokenizer is of a kind that is not known here.</exception>
    public static StaticEmbedder? TryOpen(string folder)
    {
        var path = Path.Combine(folder, ModelFile.StaticWeights);
        if (!File.Exists(path) || !File.Exists(Path.Combine(folder, ModelFile.Tokenizer)))
        {
            return null;
        }

        var file = SafeTensorsFile.Open(path);
        if (file.Find("embeddings") is null)
        {
            file.Dispose(); // A transformer's weights: they take an ONNX model.
            return null;
        }

        ITokenizer tokenizer;
        ContentHash id;
        try
        {
            (tokenizer, id) = (TokenizerFile.Read(folder), ModelFile.IdOf(folder, [ModelFile.StaticWeights, ModelFile.Tokenizer, ModelFile.Config]));
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return Of(file, tokenizer, id);
    }

    /// <param name="file">Taken over, also where this throws.</param>
    /// <exception cref="InvalidDataException">The weights are damaged, or none of a static model.</exception>
    public static StaticEmbedder Of(SafeTensorsFile file, ITokenizer tokenizer, ContentHash id)
    {
        try
        {
            var embeddings = file.Find("embeddings") ?? throw new InvalidDataException($"{ModelFile.StaticWeights}, header, offset 0: no tensor embeddings");
            return new StaticEmbedder(file, Checked(embeddings), tokenizer, id).Checked();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Embed(ReadOnlySpan<ReadOnlyMemory<byte>> texts, EmbedRole role, Span<float> rows, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, texts.Length * Dimensions, nameof(rows));
        var tokens = new List<int>(TokensMax);
        Span<float> row = new float[Dimensions];
        for (var i = 0; i < texts.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            tokens.Clear();
            _tokenizer.Encode(texts[i].Span, tokens);
            var sum = rows.Slice(i * Dimensions, Dimensions);
            Sum(CollectionsMarshal.AsSpan(tokens), sum, row);
            UnitRow.Normalize(sum);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The length becomes 1 afterwards, so that a mean need not be made of the sum.</summary>
    private void Sum(ReadOnlySpan<int> tokens, Span<float> sum, Span<float> row)
    {
        sum.Clear();
        var counted = 0;
        foreach (var token in tokens)
        {
            if (token == _tokenizer.UnknownId)
            {
                continue;
            }

            if (++counted > TokensMax)
            {
                break;
            }

            TensorRow.Read(_embeddings, _mapping is null ? token : _mapping[token], row);
            UnitRow.Add(sum, row, _weights is null ? 1 : _weights[token]);
        }
    }

    private static SafeTensor Checked(SafeTensor embeddings) =>
        embeddings is { Type: TensorType.F32 or TensorType.F16 or TensorType.I8, Shape: [> 0, > 0 and <= DimensionsMax] }
            ? embeddings
            : throw new InvalidDataException($"{ModelFile.StaticWeights}, tensor embeddings, offset 0: {embeddings.Type} of [{string.Join(", ", embeddings.Shape)}]");

    /// <summary>So that no token leads out of the file.</summary>
    private StaticEmbedder Checked()
    {
        var (tokens, rows) = (_tokenizer.VocabularySize, _embeddings.Shape[0]);
        if ((_mapping is null ? tokens > rows : tokens > _mapping.Length || _mapping.Any(m => (ulong)m >= (ulong)rows)) || (_weights is not null && tokens > _weights.Length))
        {
            throw new InvalidDataException($"{ModelFile.StaticWeights}, tensor embeddings, offset 0: {rows} rows for {tokens} tokens of {ModelFile.Tokenizer}");
        }

        return this;
    }
}
