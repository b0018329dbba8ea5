using System.Text;
using Revdex.Scip;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>The occurrences of a SCIP index, in its order; columns as it counts them.</summary>
internal static class ScipUses
{
    /// <exception cref="InvalidDataException">It is not of this form.</exception>
    public static List<ScipUse> Read(ReadOnlyMemory<byte> bytes)
    {
        var (all, index) = (new List<ScipUse>(), ScipIndex.Read(bytes));
        for (var i = 0; i < index.Count; i++)
        {
            var document = ScipDocument.Read(index[i]);
            var path = Encoding.UTF8.GetString(document.Path);
            while (document.MoveNext())
            {
                var (range, symbol) = (document.Current.Range, Encoding.UTF8.GetString(document.Current.Symbol));
                all.Add(new ScipUse(new UsePlace(path, range.Line + 1, range.Start + 1), symbol, document.Current.IsDefinition));
            }
        }

        return all;
    }
}
