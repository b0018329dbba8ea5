namespace Revdex.Query;

/// <summary>The facts of some files are about to be read, and are better made here than waited for. Who asked makes them, and asks again.</summary>
internal sealed class FactsExpectedException(IReadOnlyList<byte[]> paths) : Exception("facts of some files are not here yet")
{
    public IReadOnlyList<byte[]> Paths => paths;
}
