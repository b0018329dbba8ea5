using System.Runtime.InteropServices;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>The sections of one vector file, by name.</summary>
internal sealed unsafe class VectorSections
{
    private static readonly ContainerFormat Format = VectorFormat.File;

    private readonly SegmentMemory _memory;
    private readonly string _name;
    private readonly SectionEntry[] _entries;
    private readonly Section[] _sections;

    /// <exception cref="InvalidDataException">The header is not that of a vector file of this version.</exception>
    public VectorSections(SegmentMemory memory, string name)
    {
        (_memory, _name) = (memory, name);
        _entries = Format.ReadHeader(Whole("header").Slice(0, (int)Math.Min(memory.Length, Format.HeaderBytes)), memory.Length, name);
        _sections = new Section[_entries.Length];
        for (var i = 0; i < _sections.Length; i++)
        {
            _sections[i] = new Section(memory, _entries[i].Offset, _entries[i].Length, new ByteSource(Format.ObjectName(name), Format.Sections[i].Name));
        }
    }

    public ByteSource Source(VectorSection section) => _sections[(int)section].Source;

    /// <exception cref="InvalidDataException">A section is not what the header says.</exception>
    public void Verify() => Format.Verify(Whole("file").Slice, _entries, _name);

    /// <summary>All of a section that a span can hold.</summary>
    /// <exception cref="InvalidDataException">It is longer.</exception>
    public ReadOnlySpan<byte> Span(VectorSection section) =>
        _sections[(int)section].Length <= int.MaxValue ? _sections[(int)section].Span : throw Source(section).Error(0, $"{_sections[(int)section].Length} bytes are too long");

    /// <exception cref="InvalidDataException">The range is not within the section.</exception>
    public ReadOnlySpan<byte> Slice(VectorSection section, long start, int length) => _sections[(int)section].Slice(start, length);

    public ReadOnlySpan<int> Numbers(VectorSection section) => MemoryMarshal.Cast<byte, int>(_sections[(int)section].Span);

    /// <summary>As <see cref="SegmentMemory.Expect"/>, of a section.</summary>
    public void Expect(VectorSection section, long start, long length) => _memory.Expect(_sections[(int)section].Offset + start, length);

    /// <summary>Where a section begins in memory.</summary>
    public byte* Start(VectorSection section) => _memory.Start + _sections[(int)section].Offset;

    /// <summary>How many elements a section has.</summary>
    /// <exception cref="InvalidDataException">Not a whole number, or over the bound.</exception>
    public int Count(VectorSection section, int elementBytes, int countMax)
    {
        var length = _sections[(int)section].Length;
        return length % elementBytes == 0 && length / elementBytes <= countMax
            ? (int)(length / elementBytes)
            : throw Source(section).Error(0, $"{length} bytes are no {elementBytes} each, or over {countMax} of them");
    }

    /// <exception cref="InvalidDataException">The section does not have so many elements.</exception>
    public void Require(VectorSection section, int count, int elementBytes)
    {
        if (_sections[(int)section].Length != (long)count * elementBytes)
        {
            throw Source(section).Error(0, $"{_sections[(int)section].Length} bytes, not {count} times {elementBytes}");
        }
    }

    private Section Whole(string part) => new(_memory, 0, _memory.Length, new ByteSource(Format.ObjectName(_name), part));
}
