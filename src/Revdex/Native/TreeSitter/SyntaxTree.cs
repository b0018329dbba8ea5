namespace Revdex.Native.TreeSitter;

/// <summary>A parsed file, in the memory of its parser: the tree and its nodes are valid until it is disposed, or the parser is.</summary>
internal sealed class SyntaxTree(ParserHandle parser, nint handle) : IDisposable
{
    private nint _handle = handle;

    public TSNode Root
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0 || parser.IsClosed, this);
            return RootOf(_handle);
        }
    }

    public void Dispose()
    {
        if (_handle != 0 && !parser.IsClosed)
        {
            parser.Empty();
        }

        _handle = 0;
    }

    private static unsafe TSNode RootOf(nint tree) => TreeSitterApi.TreeRootNode(tree);
}
