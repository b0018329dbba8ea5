namespace Revdex.Native.TreeSitter;

/// <summary>How a parse ended; the numbers of runtime.c.</summary>
internal enum ParseOutcome
{
    Done = 0,
    OutOfWork = 1,
    OutOfMemory = 2,
}
