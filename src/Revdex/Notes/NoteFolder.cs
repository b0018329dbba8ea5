using Revdex.Storage;

namespace Revdex.Notes;

/// <summary>
/// The notes of a repository, in <c>revdex/notes</c> of the git directory that its worktrees share: a file for each, named by the note's id, written elsewhere and
/// renamed. So processes and worktrees write at once without a lock, a kill leaves a note whole or not there, and the same note put twice is one. Unlike the cache,
/// what is here cannot be made again: nothing is ever evicted.
/// <code>
/// revdex/notes/1234567890abcdef.json    a note, or that it was deleted
/// revdex/notes/tmp/PID-START-HOST-1     being written
/// </code>
/// </summary>
public sealed class NoteFolder
{
    /// <summary>All are read for each question; by then, most say nothing to anyone.</summary>
    public const int CountMax = 4096;

    /// <summary>Whoever pulls a snapshot older than that sees deleted notes again.</summary>
    private static readonly TimeSpan DeletionLifetime = TimeSpan.FromDays(400);

    private const string Suffix = ".json";

    private readonly string _folder;
    private readonly TemporaryFiles _temporary;
    private readonly TimeProvider _clock;

    /// <param name="commonDirectory">The git directory that worktrees share.</param>
    public NoteFolder(string commonDirectory, TimeProvider? clock = null)
    {
        _folder = Path.Combine(commonDirectory, "revdex", "notes");
        _temporary = new TemporaryFiles(Path.Combine(_folder, "tmp"));
        _clock = clock ?? TimeProvider.System;
    }

    public long NowSeconds => _clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>All that is there. A file that cannot be read is told of, and left alone.</summary>
    /// <exception cref="RevdexException">The folder cannot be read.</exception>
    public NoteShelf Read() => Guard(() =>
    {
        var shelf = new NoteShelf();
        foreach (var (id, path) in Files())
        {
            try
            {
                var (note, _) = ReadOne(id, path);
                shelf.Add(id, note);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // Taken away between being listed and being read.
            }
            catch (InvalidDataException e)
            {
                shelf.Faults.Add(e.Message);
            }
        }

        return shelf;
    });

    /// <summary>Keeps a note; one that is there already, of the same state of what it is on, stays as it is with its revision and time.</summary>
    /// <returns>The note as it is kept.</returns>
    /// <exception cref="RevdexException">There are too many, or the folder cannot be written.</exception>
    public Note Put(Note note) => Guard(() =>
    {
        var present = TryReadNote(note.Id);
        if (present is not null && present.BodyHash == note.BodyHash && present.SignatureHash == note.SignatureHash && present.Blob == note.Blob)
        {
            return present;
        }

        return present is null && Files().Count() >= CountMax
            ? throw new RevdexException($"there are {CountMax} notes in {_folder}: delete some")
            : Written(note);
    });

    /// <summary>Takes a note away, wherever it came from: a published one is not shown any more.</summary>
    /// <exception cref="RevdexException">The folder cannot be written.</exception>
    public void Delete(string id) => Guard(() =>
    {
        Write(id, NoteFormat.OfDeletion(NowSeconds));
        SweepDeletions();
        return true;
    });

    private IEnumerable<(string Id, string Path)> Files() =>
        Directory.Exists(_folder)
            ? Directory.EnumerateFiles(_folder, "*" + Suffix).Select(path => (Id: Path.GetFileNameWithoutExtension(path), path)).Where(f => Note.IsId(f.Id)).Order()
            : [];

    private Note? TryReadNote(string id)
    {
        try
        {
            return ReadOne(id, PathOf(id)).Note;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or InvalidDataException)
        {
            return null; // What is broken is written anew.
        }
    }

    private static (Note? Note, long DeletedAt) ReadOne(string id, string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[Math.Min(file.Length, NoteFormat.FileMaxBytes + 1)];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var found = NoteFormat.ReadFile(bytes.AsMemory(0, read), $"note {path}");
        return found.Note is null || found.Note.Id == id ? found : throw new InvalidDataException($"note {path}: it is note {found.Note.Id}");
    }

    private Note Written(Note note)
    {
        Write(note.Id, NoteFormat.OfNote(note));
        return note;
    }

    private void Write(string id, byte[] bytes) => _temporary.Replace(PathOf(id), file => file.Write(bytes));

    private void SweepDeletions()
    {
        foreach (var (id, path) in Files())
        {
            try
            {
                if (_clock.GetUtcNow() - File.GetLastWriteTimeUtc(path) > DeletionLifetime && ReadOne(id, path).Note is null)
                {
                    File.Delete(path);
                }
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                // It is in the way of nobody.
            }
        }
    }

    private string PathOf(string id) => Path.Combine(_folder, id + Suffix);

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RevdexException($"the notes in {_folder} cannot be used ({e.Message})", ExitCode.Environment, e);
        }
    }
}
