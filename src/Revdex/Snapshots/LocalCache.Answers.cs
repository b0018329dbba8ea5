using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// Answers that are kept, as opaque bytes that whoever reads them checks. They are written without being flushed: a crash may lose one or leave rubbish in
/// its place, which its own hash tells.
/// </summary>
public sealed partial class LocalCache
{
    internal string AnswerCountsPath => _folder.AnswerCounts;

    /// <summary>Null where it is not there, cannot be read, or is larger than any answer.</summary>
    internal byte[]? TryReadAnswer(string name, int sizeMaxBytes)
    {
        var path = _folder.Answer(name);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return null;
            }

            var bytes = file.Length <= sizeMaxBytes ? AtomicFile.ReadAllBytes(path) : [];
            Touch(path);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer in place of the one before.</summary>
    internal void SaveAnswer(string name, ReadOnlyMemory<byte> bytes) => Write(_folder.Answer(name), bytes, isDurable: false);

    internal void RemoveAnswer(string name) => AtomicFile.TryDelete(_folder.Answer(name));

    /// <summary>Names of the answers kept of one commit, in order.</summary>
    internal IReadOnlyList<string> AnswersOf(string basis) => Guard(() => _folder.AnswersOf(basis).Order(StringComparer.Ordinal).ToList());

    internal (int Count, long SizeBytes) AnswerUsage()
    {
        var files = Guard(() => CacheFolder.FilesIn(_folder.Answers));
        return (files.Count, files.Sum(file => file.Length));
    }

    /// <summary>Applies budget and time to live where that was not done lately.</summary>
    internal void MaintainIfDue() => Guard(_maintenance.RunIfDue);
}
