namespace Revdex.Embedding;

/// <summary>Opens the model in a folder; what kind it is, its files tell.</summary>
internal static class EmbeddingModel
{
    /// <exception cref="RevdexException">The folder holds no model that can be used, with what it lacks.</exception>
    public static IEmbedder Open(string folder, EmbeddingOptions? options = null)
    {
        if (!Directory.Exists(folder))
        {
            throw new RevdexException($"the embedding model's folder {folder} is not there: check revdex.embedmodel; what it names by a URL, revdex index --embed fetches");
        }

        try
        {
            return StaticEmbedder.TryOpen(folder) ?? (IEmbedder?)OnnxEmbedder.TryOpen(folder, options ?? new())
                ?? throw new RevdexException($"the folder {folder} holds no embedding model: {ModelFile.Tokenizer}, and {ModelFile.StaticWeights} (static) or model.onnx are expected");
        }
        catch (InvalidDataException e)
        {
            throw new RevdexException($"the embedding model in {folder} is damaged: {e.Message}", innerException: e);
        }
    }
}
