using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Revdex.Storage;

/// <summary>
/// A process that can be recognised again from a file name, also after its id was given to another: temporary files and leases carry it,
/// so that whoever comes later can tell a leftover from work in progress.
/// </summary>
/// <param name="Machine">Eight hexadecimal digits of the host name's hash: a process elsewhere cannot be looked up.</param>
/// <param name="StartedAt">Clock ticks since boot on Linux, else the start time's ticks; only compared for equality.</param>
internal readonly record struct ProcessIdentity(int Id, long StartedAt, string Machine)
{
    /// <summary>A file of a process on another machine (a shared home directory, a container) counts as in use this long.</summary>
    public static readonly TimeSpan ForeignLifetime = TimeSpan.FromDays(1);

    public static ProcessIdentity Current { get; } = new(Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0, MachineHash());

    /// <summary>Reads the beginning of a file name: <c>ID-STARTED-MACHINE</c>, then anything after another dash or a dot.</summary>
    public static bool TryParse(ReadOnlySpan<char> fileName, out ProcessIdentity identity)
    {
        identity = default;
        Span<Range> parts = stackalloc Range[4];
        var count = fileName.SplitAny(parts, "-.");
        if (count < 3
            || !int.TryParse(fileName[parts[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(fileName[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var startedAt)
            || fileName[parts[2]].Length != 8)
        {
            return false;
        }

        identity = new ProcessIdentity(id, startedAt, fileName[parts[2]].ToString());
        return true;
    }

    /// <summary>Whether the process that named the file may still need it. A file whose name says nothing is judged by age, as a foreign one.</summary>
    public static bool MayOwn(FileSystemInfo file)
    {
        var isForeign = !TryParse(file.Name, out var identity) || identity.Machine != Current.Machine;
        return isForeign ? DateTime.UtcNow - file.LastWriteTimeUtc < ForeignLifetime : identity.IsAlive();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}-{StartedAt}-{Machine}");

    private bool IsAlive() => StartOf(Id) == StartedAt;

    private static long? StartOf(int id) => OperatingSystem.IsLinux() ? LinuxStartOf(id) : PortableStartOf(id);

    /// <summary>Field 22 of /proc/ID/stat (proc(5)), counted after the name's closing parenthesis because a name may hold anything.</summary>
    private static long? LinuxStartOf(int id)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long? PortableStartOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : process.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string MachineHash() => ContentHash.Of(Encoding.UTF8.GetBytes(Environment.MachineName)).ToString()[..8];
}
