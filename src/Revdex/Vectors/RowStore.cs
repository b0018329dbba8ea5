using System.Runtime.InteropServices;
using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>Rows in the order in which they came: in memory, and beyond a bound in a temporary file. One writes, then any number read.</summary>
internal sealed class RowStore(int strideBytes, long memoryMaxBytes) : IRowSource, IDisposable
{
    /// <summary>650,000 rows of 384 dimensions.</summary>
    public const long MemoryMaxBytes = 256L << 20;

    /// <summary>Few enough that a batch of one file is cheap.</summary>
    private const int BlockRows = 128;

    private readonly List<byte[]> _blocks = [];
    private readonly List<float> _scales = [];
    private FileStream? _file;

    public int Count => _scales.Count;

    private int RowsInMemory => BlockRows * (int)Math.Clamp(memoryMaxBytes / ((long)BlockRows * strideBytes), 1, VectorFormat.RowsMax / BlockRows);

    public void Add(ReadOnlySpan<sbyte> row, float scale)
    {
        if (Count >= RowsInMemory)
        {
            _file ??= SpillFile.Create();
            _file.Write(MemoryMarshal.AsBytes(row[..strideBytes]));
        }
        else
        {
            if (Count == _blocks.Count * BlockRows)
            {
                _blocks.Add(GC.AllocateUninitializedArray<byte>(BlockRows * strideBytes));
            }

            MemoryMarshal.AsBytes(row[..strideBytes]).CopyTo(_blocks[^1].AsSpan(Count % BlockRows * strideBytes));
        }

        _scales.Add(scale);
    }

    /// <summary>Before rows are read by others: what is buffered goes to the file.</summary>
    public void Flush() => _file?.Flush();

    public void ReadRow(int row, Span<sbyte> to, out float scale)
    {
        scale = _scales[row];
        var bytes = MemoryMarshal.AsBytes(to[..strideBytes]);
        if (row < RowsInMemory)
        {
            _blocks[row / BlockRows].AsSpan(row % BlockRows * strideBytes, strideBytes).CopyTo(bytes);
            return;
        }

        var offset = (long)(row - RowsInMemory) * strideBytes;
        for (int read; bytes.Length > 0; bytes = bytes[read..], offset += read)
        {
            read = RandomAccess.Read(_file!.SafeFileHandle, bytes, offset); // Opened with the first row beyond memory.
            if (read == 0)
            {
                throw new IOException($"{_file.Name} ends at {offset} bytes");
            }
        }
    }

    public void Dispose() => _file?.Dispose();
}
