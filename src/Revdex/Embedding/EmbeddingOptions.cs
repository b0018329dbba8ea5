namespace Revdex.Embedding;

/// <summary>What the machine gives a model.</summary>
/// <param name="OnnxRuntime"><c>REVDEX_ONNXRUNTIME</c> or <c>revdex.onnxruntime</c>: the library or its folder; null: beside the program's own libraries.</param>
/// <param name="Threads">That one batch of an ONNX model may use.</param>
internal sealed record EmbeddingOptions(string? OnnxRuntime = null, int Threads = EmbeddingOptions.ThreadsDefault)
{
    /// <summary>Indexing goes on beside it.</summary>
    private const int ThreadsDefault = 2;
}
