using System.Text.Unicode;
using Revdex.Facts;

namespace Revdex.Extraction;

/// <summary>
/// The distinct words of a file's text (<see cref="WordRules"/>) that its other tables do not have as a name: of comments, strings, keywords,
/// local variables. Reused from file to file, for one thread.
/// </summary>
internal sealed unsafe class WordCollector
{
    private static readonly bool[] IsWordByte = [.. Enumerable.Range(0, 256).Select(value => WordRules.IsWordByte((byte)value))];
    private static readonly bool[] IsAsciiWordByte = [.. Enumerable.Range(0, 256).Select(value => WordRules.IsAsciiWordByte((byte)value))];

    private readonly NameTable _words = new();
    private readonly NameOrder _order = new();
    private readonly GroupWriter _groups = new();
    private byte* _content;
    private bool _hasOverflow;

    /// <param name="others">Groups of other tables: their keys are left out.</param>
    public byte[] Of(byte* content, int sizeBytes, params ReadOnlySpan<byte[]> others)
    {
        Collect(content, sizeBytes);
        var order = _order.Sort(_words);
        var isKnown = new bool[order.Length];
        foreach (var groups in others)
        {
            MarkKnown(order, groups, isKnown);
        }

        _groups.Clear();
        if (_hasOverflow)
        {
            Add(WordRules.Overflow); // '*' sorts before every word.
        }

        for (var i = 0; i < order.Length; i++)
        {
            if (!isKnown[i])
            {
                Add(_words[order[i]]);
            }
        }

        return _groups.ToArray();
    }

    /// <summary>Goes through words and groups side by side: both ascend.</summary>
    private void MarkKnown(ReadOnlySpan<int> order, byte[] others, bool[] isKnown)
    {
        var groups = new GroupReader(others);
        var hasGroup = groups.MoveNext();
        for (var i = 0; i < order.Length && hasGroup; i++)
        {
            var word = _words[order[i]];
            while (hasGroup && groups.Key.SequenceCompareTo(word) < 0)
            {
                hasGroup = groups.MoveNext();
            }

            isKnown[i] |= hasGroup && groups.Key.SequenceEqual(word);
        }
    }

    private void Collect(byte* content, int sizeBytes)
    {
        _content = content;
        _hasOverflow = false;
        _words.Begin(content);
        for (var at = 0; at < sizeBytes;)
        {
            if (!IsWordByte[content[at]])
            {
                at++;
                continue;
            }

            var start = at;
            byte all = 0;
            for (; at < sizeBytes && IsWordByte[content[at]]; at++)
            {
                all |= content[at];
            }

            if (all < 0x80 ? at - start <= WordRules.WordMaxBytes : at - start <= WordRules.WordMaxBytes && Utf8.IsValid(new ReadOnlySpan<byte>(content + start, at - start)))
            {
                Take(start, at);
            }
            else
            {
                TakeAscii(start, at);
            }
        }
    }

    private void TakeAscii(int start, int end)
    {
        for (var at = start; at < end;)
        {
            var from = at;
            while (at < end && IsAsciiWordByte[_content[at]])
            {
                at++;
            }

            var piece = from;
            for (; at - piece > WordRules.WordMaxBytes; piece += WordRules.PieceStepBytes)
            {
                Take(piece, piece + WordRules.WordMaxBytes);
            }

            Take(piece, at);
            at++;
        }
    }

    private void Take(int start, int end)
    {
        if (end - start < WordRules.WordMinBytes || _hasOverflow)
        {
            return;
        }

        _words.Intern(start, end - start, ByteHash.Of(_content + start, end - start));
        _hasOverflow = _words.Count >= WordRules.WordsMax;
    }

    private void Add(ReadOnlySpan<byte> word)
    {
        _groups.BeginGroup(word);
        _groups.EndGroup();
    }
}
