namespace Revdex.Segments;

/// <summary>Holds a section that is made while another is being written: in memory, and beyond a bound in a temporary file.</summary>
internal sealed class SpillBuffer : IDisposable
{
    /// <summary>Three of these are held at once; names of a few hundred thousand symbols fit.</summary>
    internal const int MemoryMaxBytes = 16 << 20;

    private Stream _stream = new MemoryStream();

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_stream is MemoryStream && _stream.Length + bytes.Length > MemoryMaxBytes)
        {
            Spill();
        }

        _stream.Write(bytes);
    }

    public void CopyTo(ContainerWriter writer)
    {
        if (_stream is MemoryStream memory)
        {
            writer.Write(memory.GetBuffer().AsSpan(0, (int)memory.Length));
            return;
        }

        _stream.Position = 0;
        var buffer = new byte[SpillFile.BufferBytes];
        for (int read; (read = _stream.Read(buffer)) > 0;)
        {
            writer.Write(buffer.AsSpan(0, read));
        }
    }

    public void Dispose() => _stream.Dispose();

    private void Spill()
    {
        var file = SpillFile.Create();
        _stream.Position = 0;
        _stream.CopyTo(file);
        _stream.Dispose();
        _stream = file;
    }
}
