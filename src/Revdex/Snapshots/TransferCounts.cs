namespace Revdex.Snapshots;

/// <summary>What went over the wire, counted on any thread. Branch hints are not counted: they are no objects.</summary>
public sealed class TransferCounts
{
    private long _bytesGot;
    private long _bytesPut;
    private int _objectsGot;
    private int _objectsPut;

    public long BytesGot => Interlocked.Read(ref _bytesGot);

    public long BytesPut => Interlocked.Read(ref _bytesPut);

    public int ObjectsGot => Volatile.Read(ref _objectsGot);

    public int ObjectsPut => Volatile.Read(ref _objectsPut);

    internal void NoteGot(long sizeBytes)
    {
        Interlocked.Add(ref _bytesGot, sizeBytes);
        Interlocked.Increment(ref _objectsGot);
    }

    internal void NotePut(long sizeBytes)
    {
        Interlocked.Add(ref _bytesPut, sizeBytes);
        Interlocked.Increment(ref _objectsPut);
    }
}
