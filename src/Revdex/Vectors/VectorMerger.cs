namespace Revdex.Vectors;

/// <summary>
/// Makes one file of several, or of a part of one, leaving out what is not kept. The bytes are those that writing the kept blobs directly
/// would give. Rows are read where they are and once (where they come to lie in lists, three times): memory grows with chunks, not with the bytes of rows.
/// </summary>
public static class VectorMerger
{
    /// <param name="files">Of the model; held by the caller meanwhile.</param>
    /// <param name="keep">Whether to keep a blob, by its number in the file; asked once for each.</param>
    /// <param name="to">A stream that seeks; written from its position, not flushed.</param>
    /// <exception cref="RevdexException">A file is of another model, or all are more than one holds.</exception>
    /// <exception cref="ArgumentException">Oids of the files differ in length.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static void Merge(VectorModel model, IReadOnlyList<VectorFile> files, Func<VectorFile, int, bool> keep, Stream to) =>
        Merge(model, files, keep, RowClustering.RowsMin, to);

    /// <summary>As <see cref="Merge(VectorModel, IReadOnlyList{VectorFile}, Func{VectorFile, int, bool}, Stream)"/>, for what stays in memory.</summary>
    public static byte[] ToBytes(VectorModel model, IReadOnlyList<VectorFile> files, Func<VectorFile, int, bool> keep)
    {
        using var to = new MemoryStream();
        Merge(model, files, keep, to);
        return to.ToArray();
    }

    internal static void Merge(VectorModel model, IReadOnlyList<VectorFile> files, Func<VectorFile, int, bool> keep, int listRowsMin, Stream to)
    {
        var plan = new VectorFilePlan(model, [.. files]);
        for (var i = 0; i < files.Count; i++)
        {
            model.Require(files[i].Model, $"vector file {files[i].Name}");
            Add(plan, files[i], i, keep);
        }

        plan.Complete();
        VectorFileWriter.Write(plan, listRowsMin, to);
    }

    private static void Add(VectorFilePlan plan, VectorFile file, int source, Func<VectorFile, int, bool> keep)
    {
        var isKept = new bool[file.RowCount];
        for (var blob = 0; blob < file.BlobCount; blob++)
        {
            if (!keep(file, blob))
            {
                continue;
            }

            var (start, end) = file.PlacesOf(blob);
            var places = new ChunkPlace[end - start];
            for (var place = start; place < end; place++)
            {
                places[place - start] = file.Place(place);
                isKept[file.RowOfPlace(place)] = true;
            }

            plan.AddBlob(file.Oid(blob), file.Language(blob), places);
        }

        for (var row = 0; row < isKept.Length; row++)
        {
            if (isKept[row])
            {
                plan.AddRow(new RowOrigin(file.Key(row), source, row));
            }
        }
    }
}
