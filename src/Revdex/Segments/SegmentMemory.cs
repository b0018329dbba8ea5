using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Revdex.Segments;

/// <summary>
/// The bytes of one segment, mapped, pinned or arriving, counted: whoever made it holds it once, each lease holds it once more, and it is
/// unmapped when nobody holds it. There is no finalizer on purpose: spans into the bytes do not keep objects alive, so memory that
/// was never released stays, which is a leak and not a crash.
/// </summary>
internal sealed unsafe partial class SegmentMemory
{
    private const int WillBeNeeded = 3; // MADV_WILLNEED, of Linux and macOS

    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private MemoryHandle _pin;
    private byte* _start;
    private HolderCount _holders = new();
    private int _isOwnReleased;

    private SegmentMemory(MemoryMappedFile file, MemoryMappedViewAccessor view, long length)
    {
        _file = file;
        _view = view;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += view.PointerOffset;
        Length = length;
    }

    private SegmentMemory(ReadOnlyMemory<byte> bytes)
    {
        _pin = bytes.Pin();
        _start = (byte*)_pin.Pointer;
        Length = bytes.Length;
    }

    private SegmentMemory(SegmentArrival arrival)
    {
        _start = (byte*)NativeMemory.AllocZeroed(checked((nuint)arrival.SizeBytes));
        Length = arrival.SizeBytes;
        Arrival = arrival;
    }

    public long Length { get; }

    /// <summary>Null where all bytes are there.</summary>
    public SegmentArrival? Arrival { get; }

    /// <exception cref="ObjectDisposedException">Nobody holds it any more.</exception>
    public byte* Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _start != null ? _start : throw new ObjectDisposedException(nameof(Segment));
    }

    /// <exception cref="InvalidDataException">The file is too short to be mapped.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SegmentMemory Map(string path, int lengthMinBytes, string objectName)
    {
        // Deleting the file while it is mapped is fine: the cache may drop it and a reader goes on.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        var length = stream.Length;
        if (length < lengthMinBytes)
        {
            throw new InvalidDataException($"{objectName}, header, offset 0: {length} bytes are less than a header");
        }

        var file = MemoryMappedFile.CreateFromFile(stream, null, length, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        try
        {
            return new SegmentMemory(file, file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static SegmentMemory Of(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>Room for a segment that arrives, in memory: a file that is mapped while it grows could end where the disk is full.</summary>
    public static SegmentMemory Of(SegmentArrival arrival) => new(arrival);

    /// <summary>For who brings the bytes, and holds this.</summary>
    public Span<byte> Room(long offset, int length) =>
        offset >= 0 && length >= 0 && offset <= Length - length ? new Span<byte>(Start + offset, length) : throw new ArgumentOutOfRangeException(nameof(offset));

    /// <summary>
    /// Says that some of the bytes are read soon, so that the system brings all of them at once instead of one after the other as each is missed: 25 MB in runs of
    /// 200 KB take a tenth of the time where the file is not in memory (tests/Revdex.Benchmarks/README.md, "Vectors"). Whoever calls holds this.
    /// </summary>
    /// <param name="offset">Within the bytes, as all of <paramref name="length"/>.</param>
    public void Expect(long offset, long length)
    {
        if (_file is null || length == 0 || OperatingSystem.IsWindows())
        {
            return;
        }

        var start = (nuint)(Start + offset);
        var page = start & ~((nuint)Environment.SystemPageSize - 1);
        Advise(page, (nuint)length + (start - page), WillBeNeeded); // Advice: what fails changes nothing.
    }

    public bool TryHold() => _holders.TryHold();

    /// <param name="owner">What is read, for the exception.</param>
    /// <exception cref="ObjectDisposedException">It is disposed and its last lease ended.</exception>
    public SegmentLease Lease(string owner) => TryLease(out var lease) ? lease : throw new ObjectDisposedException(owner);

    public bool TryLease([NotNullWhen(true)] out SegmentLease? lease)
    {
        lease = TryHold() ? new SegmentLease(this) : null;
        return lease is not null;
    }

    /// <summary>Lets go for whoever made it, however often it is called.</summary>
    public void ReleaseOwn()
    {
        if (Interlocked.Exchange(ref _isOwnReleased, 1) == 0)
        {
            Release();
        }
    }

    public void Release()
    {
        if (!_holders.Release())
        {
            return;
        }

        if (Arrival is not null)
        {
            NativeMemory.Free(_start);
        }

        _start = null;
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file!.Dispose(); // set together with the view
        }

        _pin.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint start, nuint length, int advice);
}
