using Revdex.Vectors;

namespace Revdex.Query.Embedded;

/// <summary>A view joined with the vector files of one model. Immutable.</summary>
internal sealed class VectorMount
{
    private VectorMount(VectorModel model, EmbeddedFiles files, IReadOnlyList<VectorSource> sources, int[] missing) =>
        (Model, Files, Sources, Missing) = (model, files, sources, missing);

    public VectorModel Model { get; }

    public EmbeddedFiles Files { get; }

    /// <summary>Each file with the rows that stand in the view.</summary>
    public IReadOnlyList<VectorSource> Sources { get; }

    /// <summary>One file for each content and language of the view that none of the vector files has.</summary>
    public int[] Missing { get; }

    /// <param name="all">Held by the caller meanwhile.</param>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static VectorMount Of(View view, VectorModel model, IReadOnlyList<VectorFile> all)
    {
        var files = new EmbeddedFiles(view);
        var own = all.Where(file => file.Model == model).ToList();
        var missing = files.Distinct().Where(file => !own.Exists(vectors => vectors.HasBlob(view.Oid(file), files.LanguageOf(file))));
        return new VectorMount(model, files, [.. own.Select(file => new VectorSource(file, LiveRows.Of(file, (f, blob) => IsLive(files, f, blob, _ => true))))], [.. missing]);
    }

    /// <summary>The sources, held to files of the view.</summary>
    /// <param name="sources">Of these or of a layer.</param>
    public IReadOnlyList<VectorSource> Narrowed(IEnumerable<VectorSource> sources, Func<int, bool> isWanted) =>
        [.. sources.Select(source => source with { Live = LiveRows.Of(source.File, (file, blob) => (source.Live?.HasBlob(blob) ?? true) && IsLive(Files, file, blob, isWanted)) })];

    private static bool IsLive(EmbeddedFiles files, VectorFile file, int blob, Func<int, bool> isWanted) =>
        files.Of(file.Oid(blob), file.Language(blob)).Any(isWanted);
}
