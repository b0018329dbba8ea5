using System.Globalization;
using System.Text;
using System.Text.Json;
using Revdex.Storage;

namespace Revdex.Embedding;

/// <summary>
/// A model that is named by a URL: any store's (<c>https://</c>, <c>az://</c>, <c>s3://</c>), below which its files lie by the names that its makers gave them. They are
/// fetched once into a folder of the cache, which is there whole or not at all.
/// </summary>
/// <param name="url">Of the user's own configuration.</param>
/// <param name="cacheFolder">Of the cache; the model is below.</param>
/// <param name="options">How the URL is opened; null: as any store that the user names.</param>
public sealed class FetchedModel(string url, string cacheFolder, StoreOptions? options = null)
{
    private const int StepBytes = 1 << 20;

    /// <summary>The largest models that make sense on a processor have a quarter.</summary>
    private readonly long _sizeMaxBytes = 4L << 30;

    internal FetchedModel(string url, string cacheFolder, long sizeMaxBytes)
        : this(url, cacheFolder) => _sizeMaxBytes = sizeMaxBytes;

    /// <summary>Where the model is when it was fetched.</summary>
    public string Folder { get; } = Path.Combine(cacheFolder, "models", ContentHash.Of(Encoding.UTF8.GetBytes(url)).ToString()[..32]);

    public bool IsHere => Directory.Exists(Folder);

    /// <summary>Whether a setting names a model by a URL, and not by the path of a folder.</summary>
    public static bool IsUrl(string setting) => setting.Contains("://", StringComparison.Ordinal);

    /// <summary>For people to see: without what may be secret in it.</summary>
    public override string ToString() => ObjectStores.Redacted(url);

    /// <summary>Fetches the files unless they are here.</summary>
    /// <exception cref="RevdexException">The URL cannot be read, or there is no model below it.</exception>
    public async Task FetchAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        if (IsHere)
        {
            return;
        }

        var store = ObjectStores.Open(url.TrimEnd('/'), options);
        var partial = new TemporaryFiles(Path.Combine(cacheFolder, "models", "tmp")).NextPath();
        try
        {
            Directory.CreateDirectory(partial);
            await FetchAsync(store, partial, progress, cancellationToken).ConfigureAwait(false);
            Land(partial);
        }
        finally
        {
            AtomicFile.TryDelete(partial);
        }
    }

    private async Task FetchAsync(IObjectStore store, string folder, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var isThere = false;
        foreach (var name in OnnxConfig.Configs)
        {
            isThere |= await TryFetchAsync(store, name, folder, progress, cancellationToken).ConfigureAwait(false) && name == ModelFile.Tokenizer;
        }

        if (!isThere)
        {
            throw new RevdexException($"{this} holds no embedding model: there is no {ModelFile.Tokenizer} below it");
        }

        // A static model may have a transformer beside it, and a transformer the weights that it was made of: only what is used is fetched.
        string[] weights = IsStatic(folder) ? [ModelFile.StaticWeights, .. OnnxConfig.Models] : [.. OnnxConfig.Models, ModelFile.StaticWeights];
        foreach (var name in weights)
        {
            if (await TryFetchAsync(store, name, folder, progress, cancellationToken).ConfigureAwait(false))
            {
                foreach (var data in OnnxConfig.DataOf(name))
                {
                    await TryFetchAsync(store, data, folder, progress, cancellationToken).ConfigureAwait(false);
                }

                return;
            }
        }

        throw new RevdexException($"{this} holds no embedding model: there is neither {ModelFile.StaticWeights} nor model.onnx below it");
    }

    private static bool IsStatic(string folder)
    {
        using var config = ModelFile.TryReadJson(folder, ModelFile.Config);
        return config is { RootElement.ValueKind: JsonValueKind.Object } && config.RootElement.TryGetProperty("model_type", out var type) && type.ValueEquals("model2vec"u8);
    }

    /// <summary>False where there is no such file.</summary>
    private async Task<bool> TryFetchAsync(IObjectStore store, string name, string folder, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var body = await store.OpenAsync(name, cancellationToken).ConfigureAwait(false);
        if (body is null)
        {
            return false;
        }

        await using (body.ConfigureAwait(false))
        {
            var path = Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var file = File.Create(path);
            await using (file.ConfigureAwait(false))
            {
                await CopyAsync(body, file, name, progress, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }
        }

        return true;
    }

    private async Task CopyAsync(Stream from, FileStream to, string name, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var buffer = new byte[StepBytes];
        for (int read; (read = await from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (to.Position + read > _sizeMaxBytes)
            {
                throw new RevdexException(string.Create(CultureInfo.InvariantCulture, $"{this}: {name} is larger than {_sizeMaxBytes} bytes, and no embedding model"));
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            progress?.Report(new WorkProgress($"fetch {name}", to.Position, 0, "bytes"));
        }
    }

    /// <summary>Of processes that race one wins; the others' folders are the same.</summary>
    private void Land(string partial)
    {
        try
        {
            Directory.Move(partial, Folder);
        }
        catch (IOException) when (IsHere)
        {
        }
    }
}
