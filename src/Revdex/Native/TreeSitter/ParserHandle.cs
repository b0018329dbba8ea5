using System.Runtime.InteropServices;

namespace Revdex.Native.TreeSitter;

/// <summary>A parser, for one thread at a time. It gives up after a number of steps, so that what is given up is the same everywhere.</summary>
internal sealed unsafe class ParserHandle : SafeHandle
{
    private readonly uint _checksMax;
    private nint _language;

    /// <param name="stepsMax">Steps of the parser; the runtime looks about every <see cref="StepsPerCheck"/>.</param>
    public ParserHandle(int stepsMax)
        : base(0, ownsHandle: true)
    {
        SetHandle(TreeSitterApi.ParserNew());
        _checksMax = (uint)(stepsMax / StepsPerCheck);
    }

    /// <summary>tree-sitter's OP_COUNT_PER_PARSER_TIMEOUT_CHECK.</summary>
    public const int StepsPerCheck = 100;

    public override bool IsInvalid => handle == 0;

    /// <summary>Parses UTF-8; null when the limit was reached. The tree keeps no pointer to the content.</summary>
    public SyntaxTree? Parse(Grammar grammar, ReadOnlySpan<byte> content)
    {
        if (_language != grammar.Handle)
        {
            TreeSitterApi.ParserSetLanguage(handle, grammar.Handle);
            _language = grammar.Handle;
        }

        fixed (byte* bytes = content)
        {
            uint checks;
            var tree = TreeSitterApi.Parse(handle, bytes, (uint)content.Length, _checksMax, &checks);
            if (tree != 0)
            {
                return new SyntaxTree(tree);
            }
        }

        TreeSitterApi.ParserReset(handle);
        return null;
    }

    protected override bool ReleaseHandle()
    {
        TreeSitterApi.ParserDelete(handle);
        return true;
    }
}
