namespace Revdex.Extraction;

/// <summary>The distinct names of one file as small numbers; reused from file to file. Names are slices of the content.</summary>
internal sealed unsafe class NameTable
{
    private const int SlotsMin = 1024;

    private int[] _slots = new int[SlotsMin];
    private Entry[] _entries = new Entry[SlotsMin / 2];
    private byte* _content;

    private struct Entry
    {
        public int Start;
        public int Length;
        public uint Hash;
    }

    public int Count { get; private set; }

    public void Begin(byte* content)
    {
        _content = content;
        Count = 0;
        if (_slots.Length > SlotsMin * 16)
        {
            _slots = new int[SlotsMin];
            _entries = new Entry[SlotsMin / 2];
        }
        else
        {
            Array.Clear(_slots);
        }
    }

    public ReadOnlySpan<byte> this[int name] => new(_content + _entries[name].Start, _entries[name].Length);

    /// <param name="hash">Of the bytes; see <see cref="ByteHash"/>.</param>
    public int Intern(int start, int length, ulong hash)
    {
        if (Count * 2 >= _slots.Length)
        {
            Grow();
        }

        var short32 = (uint)(hash >> 32);
        for (var slot = (int)(short32 & (uint)(_slots.Length - 1)); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var entry = _slots[slot] - 1;
            if (entry < 0)
            {
                _slots[slot] = Count + 1;
                _entries[Count] = new Entry { Start = start, Length = length, Hash = short32 };
                return Count++;
            }

            ref var known = ref _entries[entry];
            if (known.Hash == short32 && known.Length == length
                && new ReadOnlySpan<byte>(_content + known.Start, length).SequenceEqual(new ReadOnlySpan<byte>(_content + start, length)))
            {
                return entry;
            }
        }
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _slots.Length);
        _slots = new int[_slots.Length * 2];
        for (var entry = 0; entry < Count; entry++)
        {
            var slot = (int)(_entries[entry].Hash & (uint)(_slots.Length - 1));
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = entry + 1;
        }
    }
}
