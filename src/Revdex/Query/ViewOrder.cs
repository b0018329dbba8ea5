using System.Buffers.Binary;

namespace Revdex.Query;

/// <summary>Files in the order of their keys (oid, language), which is the order of a segment's blobs.</summary>
internal static class ViewOrder
{
    public static int[] Sort(ViewFiles files)
    {
        var order = WithLanguage(files);
        var prefixes = new ulong[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            prefixes[i] = BinaryPrimitives.ReadUInt64BigEndian(files.OidSpan(order[i]));
        }

        Array.Sort(prefixes, order);
        SortTies(files, prefixes, order);
        return order;
    }

    /// <summary>The order of edited files, copied in blocks from the order before.</summary>
    public static int[] Edit(ViewFiles oldFiles, int[] old, ViewFiles files, ViewDelta delta)
    {
        var gone = delta.Gone.Where(file => oldFiles.LanguageOrdinals[file] != ViewFiles.NoLanguage).Select(file => FirstNotBefore(oldFiles, old, file)).ToList();
        gone.Sort();
        var fresh = delta.Fresh.Where(file => files.LanguageOrdinals[file] != ViewFiles.NoLanguage).ToList();
        fresh.Sort((left, right) => Compare(files, left, right));
        var copy = new Splice(old, delta.Renumber, new int[old.Length - gone.Count + fresh.Count]);
        var next = 0;
        foreach (var file in fresh)
        {
            var at = PlaceOf(oldFiles, old, files, file, delta);
            for (; next < gone.Count && gone[next] < at; next++)
            {
                copy.Leave(gone[next]);
            }

            copy.Insert(at, file);
        }

        for (; next < gone.Count; next++)
        {
            copy.Leave(gone[next]);
        }

        return copy.Complete();
    }

    /// <summary>Where in the old order a file of the old view is.</summary>
    private static int FirstNotBefore(ViewFiles oldFiles, int[] old, int file)
    {
        var (low, high) = (0, old.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Compare(oldFiles, old[middle], file) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Before which place of the old order a file of the new view belongs.</summary>
    private static int PlaceOf(ViewFiles oldFiles, int[] old, ViewFiles files, int file, ViewDelta delta)
    {
        var (low, high) = (0, old.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = oldFiles.CompareKeyWith(old[middle], files, file) < 0 ? (middle + 1, high) : (low, middle);
        }

        // Among files of one key the number decides, which those that are gone do not have.
        while (low < old.Length && oldFiles.CompareKeyWith(old[low], files, file) == 0 && NumberOf(old[low], delta) < file)
        {
            low++;
        }

        return low;
    }

    /// <summary>Of one that is gone: -1, as it is left out wherever it is.</summary>
    private static int NumberOf(int oldFile, ViewDelta delta) =>
        Array.BinarySearch(delta.Gone, oldFile) >= 0 ? -1 : delta.Renumber is { } renumber ? renumber[oldFile] : oldFile;

    private static int Compare(ViewFiles files, int left, int right)
    {
        var order = files.CompareKeys(left, right);
        return order != 0 ? order : left.CompareTo(right);
    }

    private static int[] WithLanguage(ViewFiles files)
    {
        var result = new int[files.Count];
        var count = 0;
        for (var file = 0; file < files.Count; file++)
        {
            if (files.LanguageOrdinals[file] != ViewFiles.NoLanguage)
            {
                result[count++] = file;
            }
        }

        return result[..count];
    }

    private static void SortTies(ViewFiles files, ulong[] prefixes, int[] order)
    {
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && prefixes[end] == prefixes[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                order.AsSpan(start, end - start).Sort((left, right) => Compare(files, left, right));
            }

            start = end;
        }
    }
}
