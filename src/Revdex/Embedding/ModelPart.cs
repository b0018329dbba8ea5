using System.Text.Json;
using Revdex.Embedding.Learning;
using Revdex.Embedding.Tokenizing;
using Revdex.Facts;
using Revdex.Segments;
using Revdex.Storage;

namespace Revdex.Embedding;

/// <summary>
/// A model that was learnt here as one file (artifacts/FORMAT.md, "Model parts"), so that it goes where its vectors go. It holds the files of the model's folder and
/// has the id that the folder would have. A file may come from anywhere: no other kind of model is opened from one.
/// <list type="bullet"><item>1: first.</item></list>
/// </summary>
internal static class ModelPart
{
    public const int Version = 1;

    /// <summary>The weights last: they are the larger part, and stay mapped.</summary>
    private static readonly string[] Names = [ModelFile.Tokenizer, ModelFile.Config, ModelFile.StaticWeights];

    private static readonly ContainerFormat Format = new("RVDXMDL\0"u8, "model part", Version, [new(1, "tokenizer"), new(2, "config"), new(3, "weights")]);

    /// <summary>The same vectors give the same bytes.</summary>
    /// <param name="to">Seeks; not flushed, not closed.</param>
    public static void Write(TermVectors vectors, Stream to)
    {
        var files = LearntModel.Files(vectors);
        using var writer = new ContainerWriter(Format, to);
        for (var i = 0; i < Names.Length; i++)
        {
            writer.Begin(Format.Sections[i]);
            writer.Write(files[Names[i]]);
        }

        writer.Complete();
    }

    /// <summary>Checks every hash: the file is read once.</summary>
    /// <exception cref="InvalidDataException">It is no model part of this version, is damaged, or holds another kind of model.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static IEmbedder Open(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var memory = SegmentMemory.Map(path, Format.HeaderBytes, Format.ObjectName(name));
        try
        {
            var file = new Section(memory, 0, memory.Length, new ByteSource(Format.ObjectName(name), "file"));
            var entries = Format.ReadHeader(file.Slice(0, Format.HeaderBytes), memory.Length, name);
            Format.Verify(file.Slice, entries, name);
            var tokenizer = TokenizerOf(file.Slice(entries[0].Offset, checked((int)entries[0].Length)), name);
            var weights = SafeTensorsFile.Open(path, entries[2].Offset, entries[2].Length);
            return StaticEmbedder.Of(weights, tokenizer, ModelFile.IdOf(Names.Zip(entries, (n, entry) => (n, new ContentHash(entry.Sha256)))));
        }
        finally
        {
            memory.Release();
        }
    }

    private static TermTokenizer TokenizerOf(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            using var root = JsonDocument.Parse(json.ToArray());
            return TokenizerFile.Of(root.RootElement) as TermTokenizer ?? throw new InvalidDataException($"{Format.ObjectName(name)}, tokenizer, offset 0: not of a model that was learnt here");
        }
        catch (Exception e) when (e is JsonException or RevdexException)
        {
            throw new InvalidDataException($"{Format.ObjectName(name)}, tokenizer, offset 0: {e.Message}", e);
        }
    }
}
