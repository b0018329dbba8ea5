using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Text.Json;

namespace Revdex.Embedding;

/// <summary>
/// A safetensors file, mapped: eight bytes with the length of a JSON header, the header (name → <c>dtype, shape, data_offsets</c>), the numbers, little-endian
/// (github.com/huggingface/safetensors). What a header claims is checked against the file before anything is read.
/// </summary>
internal sealed unsafe class SafeTensorsFile : IDisposable
{
    /// <summary>The format's own bound is 100 MB; models of the kind read here have a handful of tensors.</summary>
    private const int HeaderMaxBytes = 1 << 20;

    private const int PrefixBytes = 8;

    private readonly Dictionary<string, SafeTensor> _tensors = [];
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly long _length;

    private SafeTensorsFile(MemoryMappedFile file, long start, long length)
    {
        (_file, _length) = (file, length);
        _view = file.CreateViewAccessor(start, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    /// <exception cref="InvalidDataException">Not a safetensors file, or one whose header does not fit it.</exception>
    public static SafeTensorsFile Open(string path) => Open(path, 0, null);

    /// <summary>One that lies within a file.</summary>
    /// <param name="sizeBytes">Null: up to the file's end.</param>
    /// <exception cref="InvalidDataException">As <see cref="Open(string)"/>.</exception>
    public static SafeTensorsFile Open(string path, long start, long? sizeBytes)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        var length = sizeBytes ?? stream.Length - start;
        if (length < PrefixBytes || length > stream.Length - start)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)}, header, offset {start}: {length} bytes of {stream.Length}");
        }

        var file = new SafeTensorsFile(MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true), start, length);
        try
        {
            file.ReadHeader(Path.GetFileName(path));
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public SafeTensor? Find(string name) => _tensors.GetValueOrDefault(name);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private void ReadHeader(string fileName)
    {
        var headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(new(_start, PrefixBytes));
        if (headerBytes > HeaderMaxBytes || (long)headerBytes > _length - PrefixBytes)
        {
            throw new InvalidDataException($"{fileName}, header, offset 0: a header of {headerBytes} bytes in {_length}");
        }

        try
        {
            using var header = JsonDocument.Parse(new ReadOnlySpan<byte>(_start + PrefixBytes, (int)headerBytes).ToArray());
            foreach (var entry in header.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
            {
                if (Enum.TryParse<TensorType>(entry.Value.GetProperty("dtype").GetString(), out var type))
                {
                    _tensors[entry.Name] = Read(fileName, entry, type, PrefixBytes + (long)headerBytes);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{fileName}, header, offset {PrefixBytes}: not the header of a safetensors file", e);
        }
    }

    private SafeTensor Read(string fileName, JsonProperty entry, TensorType type, long dataStart)
    {
        var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64()).ToArray();
        var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(d => d.GetInt64()).ToArray();
        var dataBytes = _length - dataStart;
        if (offsets is not [var begin, var end] || begin < 0 || end < begin || end > dataBytes || SizeBytes(shape, type, dataBytes) != end - begin)
        {
            throw new InvalidDataException($"{fileName}, tensor {entry.Name}, offset {PrefixBytes}: a shape or place that does not fit {dataBytes} bytes of data");
        }

        return new(entry.Name, type, shape, _start + dataStart + begin, end - begin);
    }

    /// <summary>-1 where the shape is none, or more than the file has.</summary>
    private static long SizeBytes(long[] shape, TensorType type, long bytesMax)
    {
        long size = SafeTensor.SizeOf(type);
        foreach (var dimension in shape)
        {
            if (dimension < 0 || (dimension > 0 && size > bytesMax / dimension))
            {
                return -1;
            }

            size *= dimension;
        }

        return shape.Length is 1 or 2 ? size : -1;
    }
}
