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
        var known = new KeysOf[others.Length];
        for (var i = 0; i < others.Length; i++)
        {
            known[i] = new KeysOf(others[i]);
        }

        _groups.Clear();
        if (_hasOverflow)
        {
            Add(WordRules.Overflow); // '*' sorts before every word.
        }

        foreach (var word in _order.Sort(_words))
        {
            if (!IsKnown(known, _words[word]))
            {
                Add(_words[word]);
            }
        }

        return _groups.ToArray();
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

    private static bool IsKnown(KeysOf[] known, ReadOnlySpan<byte> word)
    {
        var isKnown = false;
        for (var i = 0; i < known.Length; i++)
        {
            isKnown |= known[i].MoveTo(word);
        }

        return isKnown;
    }

    private void Add(ReadOnlySpan<byte> word)
    {
        _groups.BeginGroup(word);
        _groups.EndGroup();
    }

    /// <summary>Goes through the keys of groups beside words that ascend as well.</summary>
    private struct KeysOf(byte[] groups)
    {
        private int _next;
        private int _keyStart;
        private int _keyLength = -1;

        /// <summary>Whether the word is a key.</summary>
        public bool MoveTo(ReadOnlySpan<byte> word)
        {
            while (true)
            {
                if (_keyLength < 0 && !TryRead())
                {
                    return false;
                }

                var order = groups.AsSpan(_keyStart, _keyLength).SequenceCompareTo(word);
                if (order >= 0)
                {
                    return order == 0;
                }

                _keyLength = -1;
            }
        }

        private bool TryRead()
        {
            if (_next >= groups.Length)
            {
                return false;
            }

            Varint.TryRead(groups, ref _next, out var keyLength);
            (_keyStart, _keyLength) = (_next, (int)keyLength);
            _next += _keyLength;
            Varint.TryRead(groups, ref _next, out var runLength);
            _next += (int)runLength;
            return true;
        }
    }
}
