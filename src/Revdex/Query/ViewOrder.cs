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

    /// <summary>The order of <paramref name="files"/>, made from the order of the view they were edited from.</summary>
    /// <param name="old">The order before.</param>
    /// <param name="renumber">Old file → new file, or -1 where its key changed or it is gone; null where no number changed but in <paramref name="fresh"/>.</param>
    /// <param name="fresh">New files whose keys are not in the old order; each has a language.</param>
    public static int[] Edit(ViewFiles files, ReadOnlySpan<int> old, int[]? renumber, List<int> fresh)
    {
        fresh.Sort((left, right) => Compare(files, left, right));
        var result = new int[old.Length + fresh.Count];
        var (count, next) = (0, 0);
        foreach (var oldFile in old)
        {
            var file = renumber is null ? oldFile : renumber[oldFile];
            if (file < 0)
            {
                continue;
            }

            while (next < fresh.Count && Compare(files, fresh[next], file) < 0)
            {
                result[count++] = fresh[next++];
            }

            result[count++] = file;
        }

        while (next < fresh.Count)
        {
            result[count++] = fresh[next++];
        }

        return count == result.Length ? result : result[..count];
    }

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
