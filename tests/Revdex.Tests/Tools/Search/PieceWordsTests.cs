using System.Text;
using Revdex.Facts;
using Revdex.Query.Tools.Search;

namespace Revdex.Tests.Tools.Search;

/// <summary>What is counted by looking at few words is what a look at every word counts.</summary>
public sealed class PieceWordsTests
{
    private static readonly string[] Words = ["entry", "Entries", "HTTPServer", "server_entry", "x", "retries", "Retry", "a1", "übung", "queryEntry", "text", "context", "carry"];
    private static readonly string[] Between = [" ", "\n", ".", "(", "\r\n", "/", "  ", "-", "\n\n"];

    [Theory]
    [InlineData("entries of a server", 1)]
    [InlineData("retry x text", 2)]
    [InlineData("Übung carries queryEntry", 3)]
    public void Counts_every_word_of_each_piece(string question, int seed)
    {
        var (terms, random) = (SearchTerms.Of(question), new Random(seed));
        var rarity = Enumerable.Range(0, terms.Count).Select(i => 1f + i).ToArray();
        var counted = new PieceWords(terms, new WordMasks(terms), rarity);
        for (var round = 0; round < 200; round++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(120)).Select(_ => Words[random.Next(Words.Length)] + Between[random.Next(Between.Length)])));
            var pieces = Pieces(text.Length, random);
            counted.Count(text, pieces);
            for (var piece = 0; piece < pieces.Length; piece++)
            {
                var (counts, length, line) = Slowly(text, pieces, piece, terms, rarity);
                Assert.Equal(counts, counted.Counts(piece).ToArray());
                Assert.Equal((length, line), (counted.Length(piece), counted.BestLine(piece)));
                Assert.Equal(counts.Select((count, term) => count > 0 ? 1u << term : 0).Aggregate(0u, (all, bit) => all | bit), counted.Mask(piece));
            }
        }
    }

    /// <summary>Also such as overlap in part, which facts from anywhere may have.</summary>
    private static FilePiece[] Pieces(int length, Random random) =>
        [.. Enumerable.Range(0, random.Next(6)).Select(i => (Start: random.Next(length + 1), i)).OrderBy(p => p.Start).Select(p => new FilePiece(p.Start, random.Next(p.Start, length + 1), 1, 1, p.i))];

    private static (int[] Counts, int Length, int BestLine) Slowly(byte[] text, FilePiece[] pieces, int piece, SearchTerms terms, float[] rarity)
    {
        var (counts, length, lines) = (new int[terms.Count], 0, new List<(int Line, uint Mask)>());
        var (lastOwner, lastLine) = (-1, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (!WordRules.IsWordByte(text[at]) || (at > 0 && WordRules.IsWordByte(text[at - 1])))
            {
                continue;
            }

            var end = at;
            while (end < text.Length && WordRules.IsWordByte(text[end]))
            {
                end++;
            }

            var owner = Array.FindLastIndex(pieces, p => p.Start <= at && at < p.End);
            var (mask, line) = (terms.Mask(text.AsSpan(at, end - at)), text.AsSpan(0, at).Count((byte)'\n') + 1);
            length += owner == piece ? 1 : 0;
            if (owner < 0 || mask == 0)
            {
                continue;
            }

            if (owner == piece)
            {
                for (var term = 0; term < counts.Length; term++)
                {
                    counts[term] += (int)(mask >> term & 1);
                }

                if (lastOwner == piece && lastLine == line)
                {
                    lines[^1] = (line, lines[^1].Mask | mask);
                }
                else
                {
                    lines.Add((line, mask));
                }
            }

            (lastOwner, lastLine) = (owner, line);
        }

        return (counts, length, lines.Count == 0 ? 0 : lines.MaxBy(l => SearchTerms.Sum(rarity, l.Mask)).Line);
    }
}
