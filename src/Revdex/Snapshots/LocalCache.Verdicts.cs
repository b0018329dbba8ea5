using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>What was found out of blobs and is cheap to find out again; not flushed, as answers are not.</summary>
public sealed partial class LocalCache
{
    internal BlobVerdicts OpenVerdicts(string name)
    {
        var path = Path.Combine(_folder.Verdicts, name);
        return new BlobVerdicts(() => TryReadVerdicts(path), bytes => Write(path, bytes, isDurable: false));
    }

    private byte[]? TryReadVerdicts(string path)
    {
        try
        {
            var bytes = File.Exists(path) ? AtomicFile.ReadAllBytes(path) : null;
            Touch(path);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
