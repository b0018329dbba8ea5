using System.Numerics;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query.Tools.Search;

/// <summary>
/// What each piece of a file has of a question: how often each term, how many words in all, and the line that has most. What a piece inside it has is not its own.
/// Only words that hold a term's needle are looked at one by one; they are few. For one question and one thread, from file to file.
/// </summary>
internal sealed class PieceWords(SearchTerms terms, WordMasks masks, float[] rarity)
{
    private readonly ByteMarks _words = new();
    private readonly ByteMarks _wanted = new();
    private readonly Stack<int> _open = new();
    private int[] _counts = [];
    private int[] _lengths = [];
    private uint[] _masks = [];
    private float[] _bestLines = [];
    private int[] _lines = [];

    // The line at hand: where its number was counted up to, whose words were found in it, and which.
    private (int Number, int CountedTo, int Owner, uint Mask) _line;

    /// <summary>How often a piece has each term.</summary>
    public ReadOnlySpan<int> Counts(int piece) => _counts.AsSpan(piece * terms.Count, terms.Count);

    /// <summary>A bit for each term that it has.</summary>
    public uint Mask(int piece) => _masks[piece];

    /// <summary>Its words.</summary>
    public int Length(int piece) => _lengths[piece];

    /// <summary>From 1; 0: none has any.</summary>
    public int BestLine(int piece) => _lines[piece];

    /// <param name="pieces">Of the text, by their start.</param>
    public void Count(ReadOnlySpan<byte> text, ReadOnlySpan<FilePiece> pieces)
    {
        Clear(pieces.Length);
        _words.SetWordStarts(text);
        MarkWanted(text);
        _open.Clear();
        _line = (1, 0, -1, 0);
        for (var (at, next) = (0, 0); at < text.Length;)
        {
            while (next < pieces.Length && pieces[next].Start <= at)
            {
                _open.Push(next++);
            }

            while (_open.TryPeek(out var ended) && pieces[ended].End <= at)
            {
                _open.Pop();
            }

            var end = next < pieces.Length ? Math.Min(pieces[next].Start, text.Length) : text.Length;
            if (_open.TryPeek(out var owner))
            {
                end = Math.Min(end, pieces[owner].End);
                _lengths[owner] += _words.Count(at, end);
                Note(text, at, end, owner);
            }

            at = end;
        }

        EndLine();
    }

    /// <summary>Marks the words that may have a term.</summary>
    private void MarkWanted(ReadOnlySpan<byte> text)
    {
        _wanted.Clear(text.Length);
        for (var term = 0; term < terms.PieceCount; term++) // A name holds its pieces.
        {
            var needle = terms.Needle(term);
            for (var at = 0; (at = KeyScan.IndexOf(text, at, needle, ignoreAsciiCase: true)) >= 0;)
            {
                var start = at;
                while (start > 0 && WordRules.IsWordByte(text[start - 1]))
                {
                    start--;
                }

                _wanted.Add(start);
                at = EndOfWord(text, at + needle.Length);
            }
        }
    }

    private static int EndOfWord(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && WordRules.IsWordByte(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Takes the words that begin in a range that is one piece's own.</summary>
    private void Note(ReadOnlySpan<byte> text, int from, int to, int owner)
    {
        for (var at = from; (at = _wanted.Next(at, to)) >= 0; at++)
        {
            if (masks.Of(text[at..EndOfWord(text, at)]) is not 0 and var mask)
            {
                Note(owner, mask);
                var lines = text[_line.CountedTo..at].Count((byte)'\n');
                if (lines > 0 || owner != _line.Owner)
                {
                    EndLine();
                    _line = (_line.Number + lines, at, owner, 0);
                }

                (_line.CountedTo, _line.Mask) = (at, _line.Mask | mask);
            }
        }
    }

    private void Note(int piece, uint mask)
    {
        _masks[piece] |= mask;
        for (; mask != 0; mask &= mask - 1)
        {
            _counts[(piece * terms.Count) + BitOperations.TrailingZeroCount(mask)]++;
        }
    }

    private void EndLine()
    {
        if (_line.Owner is >= 0 and var piece && SearchTerms.Sum(rarity, _line.Mask) is var worth && worth > _bestLines[piece])
        {
            (_bestLines[piece], _lines[piece]) = (worth, _line.Number);
        }
    }

    private void Clear(int pieces)
    {
        if (_lengths.Length < pieces)
        {
            (_counts, _lengths, _masks) = (new int[pieces * 2 * terms.Count], new int[pieces * 2], new uint[pieces * 2]);
            (_bestLines, _lines) = (new float[pieces * 2], new int[pieces * 2]);
        }

        Array.Clear(_counts, 0, pieces * terms.Count);
        Array.Clear(_lengths, 0, pieces);
        Array.Clear(_masks, 0, pieces);
        Array.Clear(_bestLines, 0, pieces);
        Array.Clear(_lines, 0, pieces);
    }
}
