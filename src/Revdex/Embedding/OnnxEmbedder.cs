using System.Runtime.InteropServices;
using Revdex.Embedding.Tokenizing;
using Revdex.Native.Onnx;
using Revdex.Storage;

namespace Revdex.Embedding;

/// <summary>
/// A transformer as an ONNX model. Texts of like length go through it together, so that little is padded. It gives vectors of the tokens, which are pooled
/// here, or, as <c>sentence_embedding</c> or any matrix, the text's own.
/// </summary>
internal sealed class OnnxEmbedder : IEmbedder
{
    /// <summary>Of one batch, padding included: what fits the caches, and bounds the memory.</summary>
    private const int BatchTokensMax = 4_096;

    private const int BatchTextsMax = 32;

    private readonly OrtSession _session;
    private readonly ITokenizer _tokenizer;
    private readonly OnnxConfig _config;
    private readonly string _output;

    private OnnxEmbedder(OrtSession session, ITokenizer tokenizer, OnnxConfig config, ContentHash modelId)
    {
        (_session, _tokenizer, _config, ModelId) = (session, tokenizer, config, modelId);
        foreach (var input in session.Inputs.Where(i => i is not ("input_ids" or "attention_mask" or "token_type_ids" or "position_ids")))
        {
            throw new RevdexException($"the ONNX model wants an input '{input}', which is not known here");
        }

        _output = session.Outputs.FirstOrDefault(o => o == "sentence_embedding") ?? session.Outputs.FirstOrDefault(o => o is "last_hidden_state" or "token_embeddings") ?? session.Outputs[0];
        Run([[0]], out var shape);
        Dimensions = (int)shape[^1];
    }

    public ContentHash ModelId { get; }

    public int Dimensions { get; }

    public bool IsExact => false;

    /// <summary>Null where the folder holds no ONNX model.</summary>
    /// <exception cref="RevdexException">ONNX Runtime is missing, or the model cannot be used.</exception>
    public static OnnxEmbedder? TryOpen(string folder, EmbeddingOptions options)
    {
        if (OnnxConfig.ModelIn(folder) is not { } model)
        {
            return null;
        }

        var (config, tokenizer) = (OnnxConfig.Read(folder), TokenizerFile.Read(folder));
        var session = OrtSession.Open(OrtApi.Load(OrtLibrary.Find(options.OnnxRuntime)), Path.Combine(folder, model), options.Threads);
        try
        {
            return new OnnxEmbedder(session, tokenizer, config, ModelFile.IdOf(folder, OnnxConfig.FilesThatCount(model)));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Embed(ReadOnlySpan<ReadOnlyMemory<byte>> texts, EmbedRole role, Span<float> rows, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, texts.Length * Dimensions, nameof(rows));
        var tokens = new int[texts.Length][];
        for (var i = 0; i < tokens.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            tokens[i] = Tokens(texts[i].Span, role);
        }

        var order = Enumerable.Range(0, tokens.Length).OrderBy(i => tokens[i].Length).ToArray();
        for (var (start, end) = (0, 0); start < order.Length; start = end)
        {
            cancellation.ThrowIfCancellationRequested();
            while (end < order.Length && (end == start || (end - start < BatchTextsMax && (end - start + 1) * tokens[order[end]].Length <= BatchTokensMax)))
            {
                end++;
            }

            EmbedBatch(tokens, order.AsSpan(start..end), rows);
        }
    }

    public void Dispose() => _session.Dispose();

    private int[] Tokens(ReadOnlySpan<byte> text, EmbedRole role)
    {
        var tokens = new List<int>(_tokenizer.Prefix);
        var prefix = role == EmbedRole.Query ? _config.QueryPrefix : _config.PassagePrefix;
        _tokenizer.Encode(prefix.Length == 0 ? text : [.. prefix, .. text], tokens);
        var room = Math.Max(1, _config.TokensMax - _tokenizer.Suffix.Count);
        int[] all = [.. tokens.Take(room), .. _tokenizer.Suffix];
        return all.Length > 0 ? all : [_config.PadToken];
    }

    private void EmbedBatch(int[][] tokens, ReadOnlySpan<int> batch, Span<float> rows)
    {
        var texts = new int[batch.Length][];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = tokens[batch[i]];
        }

        var values = Run(texts, out var shape);
        if (shape[0] != batch.Length || shape[^1] != Dimensions)
        {
            throw new RevdexException($"the ONNX model gives [{string.Join(", ", shape)}] for {batch.Length} texts of {Dimensions} dimensions");
        }

        for (var i = 0; i < batch.Length; i++)
        {
            var row = rows.Slice(batch[i] * Dimensions, Dimensions);
            row.Clear();
            var vectors = values.AsSpan(i * (values.Length / batch.Length), values.Length / batch.Length);
            var count = shape.Length == 2 || _config.TakesFirst ? 1 : texts[i].Length; // Padding is behind the text.
            for (var token = 0; token < count; token++)
            {
                UnitRow.Add(row, vectors.Slice(token * Dimensions, Dimensions), 1);
            }

            UnitRow.Normalize(row);
        }
    }

    private float[] Run(int[][] texts, out long[] shape)
    {
        var columns = texts.Max(t => t.Length);
        var inputs = _session.Inputs.Select(_ => new long[texts.Length * columns]).ToArray();
        for (var input = 0; input < inputs.Length; input++)
        {
            for (var text = 0; text < texts.Length; text++)
            {
                Fill(_session.Inputs[input], texts[text], inputs[input].AsSpan(text * columns, columns));
            }
        }

        var values = _session.Run([.. _session.Inputs], inputs, texts.Length, columns, _output, out shape);
        return shape.Length is 2 or 3 && (shape.Length == 2 || shape[1] == columns)
            ? values
            : throw new RevdexException($"the ONNX model gives [{string.Join(", ", shape)}], which is neither a vector for each text nor for each token");
    }

    private void Fill(string input, int[] tokens, Span<long> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var isText = i < tokens.Length;
            row[i] = input switch { "input_ids" => isText ? tokens[i] : _config.PadToken, "attention_mask" => isText ? 1 : 0, "position_ids" => isText ? i : 0, _ => 0 };
        }
    }
}
