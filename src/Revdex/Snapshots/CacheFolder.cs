using System.Globalization;
using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// Where things are in the cache. The version folder is that of the store: another layout or segment format gets another one, and the
/// old one ages away.
/// <code>
/// v1/segments/12/1234….seg (also parts)    v1/commits/12/1234…-FINGERPRINTS.json   Final: a manifest, all of whose segments are here
/// v1/objects/12/1234…               v1/checkpoints/1234…                    an interrupted run's segment, or (with what it is of in it) the model that it learnt
/// v1/notes/12/1234…-FINGERPRINTS.json   the manifest that names the notes of a commit, which are an object
/// v1/checksums/12/1234…             CRC-32C of a segment that was right
/// v1/hints/1234…                    when a signed branch hint was published that was seen
/// v1/answers/12/1234…-5678…                 an answer that was kept, of a commit or (w…) of a working tree
/// v1/verdicts/contents-1234…                what was found out of blobs that no name tells the language of
/// models/1234…/                             beside the version: the files of a model that was fetched from a URL
/// v1/answercounts                           how often there was one         v1/hasparts
/// v1/leases/PID-START-HOST-1.lease  v1/quarantine/                          v1/tmp/PID-START-HOST-1
/// </code>
/// </summary>
internal sealed class CacheFolder(string folder)
{
    internal const string SegmentSuffix = ".seg";
    private const string ManifestSuffix = ".json";

    private readonly string _root = Path.Combine(Path.GetFullPath(folder), "v1");

    public string Segments => Path.Combine(_root, "segments");

    public string Commits => Path.Combine(_root, "commits");

    public string Objects => Path.Combine(_root, "objects");

    public string Checksums => Path.Combine(_root, "checksums");

    public string Checkpoints => Path.Combine(_root, "checkpoints");

    public string Hints => Path.Combine(_root, "hints");

    public string Answers => Path.Combine(_root, "answers");

    public string AnswerCounts => Path.Combine(_root, "answercounts");

    public string Verdicts => Path.Combine(_root, "verdicts");

    public string Notes => Path.Combine(_root, "notes");

    public string Leases => Path.Combine(_root, "leases");

    public string Quarantine => Path.Combine(_root, "quarantine");

    public string Temporary => Path.Combine(_root, "tmp");

    /// <summary>There once an entry had parts.</summary>
    public string PartsMark => Path.Combine(_root, "hasparts");

    /// <summary>Held open by the one process that cleans up; its time is when that was last done.</summary>
    public string MaintenanceLock => Path.Combine(_root, "maintenance");

    public string Segment(ContentHash id) => Split(Segments, id.ToString(), SegmentSuffix);

    public string Object(ContentHash hash) => Split(Objects, hash.ToString(), "");

    public string Manifest(Oid commit, string digest) => Split(Commits, commit.ToString(), $"-{digest}{ManifestSuffix}");

    public string NotesOf(Oid commit, string digest) => Split(Notes, commit.ToString(), $"-{digest}{ManifestSuffix}");

    /// <summary>Beside a segment: see <see cref="SegmentChecksum"/>.</summary>
    public string Checksum(ContentHash id) => Split(Checksums, id.ToString(), "");

    public string Answer(string name) => Split(Answers, name, "");

    /// <summary>Names of the answers that begin so.</summary>
    public IEnumerable<string> AnswersOf(string basis)
    {
        var parent = Path.GetDirectoryName(Answer(basis))!;
        return Directory.Exists(parent) ? Directory.EnumerateFiles(parent, $"{basis}-*").Select(path => Path.GetFileName(path)!) : [];
    }

    public string Checkpoint(ContentHash id) => Path.Combine(Checkpoints, id.ToString());

    /// <summary>Manifests of one commit, whatever extractor made them.</summary>
    public IEnumerable<string> ManifestsOf(Oid commit) => EntriesOf(Manifest(commit, ""), commit);

    /// <summary>The same of those that name notes.</summary>
    public IEnumerable<string> NotesEntriesOf(Oid commit) => EntriesOf(NotesOf(commit, ""), commit).Order(StringComparer.Ordinal);

    /// <summary>All files under one of the folders, with what the file system tells of them. Files that vanish meanwhile are left out.</summary>
    public static List<FileInfo> FilesIn(string folder) =>
        Directory.Exists(folder) ? [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Exists)] : [];

    public static bool TrySegmentId(string path, out ContentHash id) =>
        ContentHash.TryParse(Path.GetFileName(path.AsSpan()) is { Length: 68 } name && name.EndsWith(SegmentSuffix) ? name[..64] : default, out id);

    /// <summary>Makes the folder, for its owner only: it holds what private source says.</summary>
    /// <exception cref="RevdexException">It cannot be made.</exception>
    public void Create()
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(_root);
            }
            else
            {
                Directory.CreateDirectory(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(e);
        }
    }

    public RevdexException Fault(Exception e) =>
        new($"the cache folder {_root} cannot be used ({e.Message}): set REVDEX_CACHE to a folder that can be written", ExitCode.Environment, e);

    /// <summary>A name in quarantine that is free.</summary>
    public string QuarantinePath(string path) =>
        Path.Combine(Quarantine, string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMddHHmmssfff}-{Environment.ProcessId}-{Path.GetFileName(path)}"));

    private static IEnumerable<string> EntriesOf(string path, Oid commit)
    {
        var parent = Path.GetDirectoryName(path)!;
        return Directory.Exists(parent) ? Directory.EnumerateFiles(parent, $"{commit}-*{ManifestSuffix}") : [];
    }

    private static string Split(string folder, string hex, string suffix) => Path.Combine(folder, hex[..2], hex + suffix);
}
