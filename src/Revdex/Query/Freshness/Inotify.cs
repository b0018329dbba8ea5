using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Revdex.Query.Freshness;

/// <summary>One event: what happened to which name in which watched folder. The name is empty where it is the folder itself.</summary>
internal readonly ref struct InotifyEvent(int watch, InotifyMask mask, ReadOnlySpan<byte> name)
{
    public int Watch { get; } = watch;

    public InotifyMask Mask { get; } = mask;

    public ReadOnlySpan<byte> Name { get; } = name;

    public bool Has(InotifyMask any) => (Mask & any) != 0;
}

/// <summary>
/// An inotify instance. The kernel queues an event within the system call that causes it, so that reading the queue empty, which
/// never blocks, is a fence: whatever a program did before is in.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class Inotify : IDisposable
{
    public delegate void Handler(in InotifyEvent e);

    private const int HeaderBytes = 16;
    private const int NameMaxBytes = 256;
    private const int BufferBytes = 64 * 1024;

    /// <summary>File systems where others may write without this kernel knowing (linux/magic.h and the vendors').</summary>
    private static readonly HashSet<uint> Remote =
    [
        0x6969, 0x517B, 0xFF534D42, 0xFE534D42, // NFS, SMB, CIFS, SMB 2
        0x65735546, 0x01021997, // FUSE (also virtiofs), 9P (WSL's drives)
        0x5346414F, 0x6B414653, 0x73757245, // AFS, AFS, Coda
        0x00C36400, 0x0BD00BD0, 0x47504653, 0x7461636F, 0x01161970, 0x19830326, 0xAAD7AAEA, // Ceph, Lustre, GPFS, OCFS2, GFS2, BeeGFS, PanFS
        0x786F4256, 0xBACBACBC, 0x7C7C6673, // VirtualBox, VMware, Parallels
    ];

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _descriptor;

    private Inotify(int descriptor) => _descriptor = descriptor;

    /// <summary>Null where the system gives no instance (its limit per user is 128 on many systems).</summary>
    public static Inotify? TryCreate()
    {
        var descriptor = Libc.InotifyInit(Libc.NonBlocking | Libc.CloseOnExec);
        return descriptor < 0 ? null : new Inotify(descriptor);
    }

    /// <summary>Reads the queue empty.</summary>
    public void Drain(Handler handler)
    {
        while (true)
        {
            nint length;
            fixed (byte* buffer = _buffer)
            {
                length = Libc.Read(_descriptor, buffer, _buffer.Length);
            }

            if (length < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted)
            {
                continue;
            }

            if (length <= 0)
            {
                return;
            }

            Parse(_buffer.AsSpan(0, (int)length), handler);
            if (length < _buffer.Length - HeaderBytes - NameMaxBytes)
            {
                return; // Another event would have fitted: the queue was empty.
            }
        }
    }

    /// <summary>The watch; 0 where there is no such folder (any more) or it may not be read; -1 where watching is not to be had there.</summary>
    public int Add(ReadOnlySpan<byte> path, InotifyMask mask)
    {
        Span<byte> terminated = path.Length < 1024 ? stackalloc byte[path.Length + 1] : new byte[path.Length + 1];
        path.CopyTo(terminated);
        terminated[^1] = 0;
        fixed (byte* pointer = terminated)
        {
            if (IsRemote(pointer))
            {
                return -1;
            }

            var watch = Libc.InotifyAddWatch(_descriptor, pointer, (uint)mask);
            return watch > 0 ? watch : Marshal.GetLastPInvokeError() is Libc.NoSpace or Libc.NoMemory or Libc.NotSupported ? -1 : 0;
        }
    }

    public void Remove(int watch) => _ = Libc.InotifyRemoveWatch(_descriptor, watch);

    public void Dispose()
    {
        var descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor >= 0)
        {
            _ = Libc.Close(descriptor);
        }
    }

    /// <summary><c>struct inotify_event</c>: i32 watch, u32 mask, u32 cookie, u32 length, the name padded with NULs.</summary>
    private static void Parse(ReadOnlySpan<byte> events, Handler handler)
    {
        while (events.Length >= HeaderBytes)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(events[12..]);
            var name = events.Slice(HeaderBytes, length);
            var end = name.IndexOf((byte)0);
            handler(new InotifyEvent(
                BinaryPrimitives.ReadInt32LittleEndian(events),
                (InotifyMask)BinaryPrimitives.ReadUInt32LittleEndian(events[4..]),
                end < 0 ? name : name[..end]));
            events = events[(HeaderBytes + length)..];
        }
    }

    private static bool IsRemote(byte* path)
    {
        const int StatFsMaxWords = 64;
        var result = stackalloc nint[StatFsMaxWords];
        return Libc.StatFs(path, result) == 0 && Remote.Contains((uint)result[0]);
    }
}
