namespace Revdex.Query.Freshness;

/// <summary>Bits of inotify(7).</summary>
[Flags]
internal enum InotifyMask : uint
{
    None = 0,
    Modify = 0x2,
    Attributes = 0x4,
    CloseWrite = 0x8,
    MovedFrom = 0x40,
    MovedTo = 0x80,
    Create = 0x100,
    Delete = 0x200,
    DeleteSelf = 0x400,
    MoveSelf = 0x800,
    Unmount = 0x2000,
    Overflow = 0x4000,
    Ignored = 0x8000,
    OnlyFolder = 0x0100_0000,
    DoNotFollow = 0x0200_0000,
    ExcludeUnlinked = 0x0400_0000,
    Folder = 0x4000_0000,

    /// <summary>A write through a memory map is only seen when the file is closed.</summary>
    Entries = Modify | Attributes | CloseWrite | MovedFrom | MovedTo | Create | Delete | OnlyFolder | DoNotFollow | ExcludeUnlinked,

    /// <summary>The watched folder itself, where its parent is not watched.</summary>
    Self = DeleteSelf | MoveSelf,
}
