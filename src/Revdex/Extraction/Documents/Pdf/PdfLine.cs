using System.Text;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>A line of a page: fragments from left to right.</summary>
/// <param name="Page">Its number.</param>
/// <param name="Column">Of the page; lines of two columns are no paragraph.</param>
internal sealed record PdfLine(int Page, int Column, IReadOnlyList<PdfFragment> Fragments)
{
    /// <summary>Of most of its letters.</summary>
    public double Size { get; } = Fragments.GroupBy(f => Math.Round(f.Size * 2) / 2).MaxBy(group => group.Sum(f => f.Text.Length))!.Key; // A line has a fragment.

    public double V { get; } = Fragments.MaxBy(f => f.Text.Length)!.V;

    public double U { get; } = Fragments[0].U;

    public int Direction => Fragments[0].Direction;

    public bool IsFixedPitch { get; } = Fragments.All(f => f.IsFixedPitch);

    public int Length => Fragments.Sum(f => f.Text.Length);

    public string Plain => Render(marksCode: false);

    /// <param name="marksCode">Text of fixed pitch gets the marks of code.</param>
    public string Render(bool marksCode)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Fragments.Count; i++)
        {
            var fragment = Fragments[i];
            var isCode = marksCode && fragment.IsFixedPitch;
            var isBlank = i > 0 && IsApart(Fragments[i - 1], fragment);
            var wasCode = marksCode && i > 0 && Fragments[i - 1].IsFixedPitch;
            text.Append(wasCode && !isCode ? "`" : "").Append(isBlank ? " " : "").Append(isCode && !wasCode ? "`" : "");
            text.Append(isCode ? fragment.Text.ToString().Replace('`', '\'') : fragment.Text.ToString());
        }

        return text.Append(marksCode && Fragments[^1].IsFixedPitch ? "`" : "").ToString();
    }

    private static bool IsApart(PdfFragment left, PdfFragment right) =>
        left.HasBlankBehind || right.U - left.EndU > PdfPageText.BlankMin * Math.Min(left.Size, right.Size);
}
