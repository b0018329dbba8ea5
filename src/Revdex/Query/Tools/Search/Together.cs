using System.Runtime.ExceptionServices;

namespace Revdex.Query.Tools.Search;

/// <summary>Does the parts of one answer on several threads: those who ask wait for it.</summary>
internal static class Together
{
    /// <summary>More gain little, and others work on the machine as well.</summary>
    private static readonly int ThreadsMax = Math.Min(Environment.ProcessorCount, 4);

    /// <summary>Calls for each number; an exception of one of the calls is thrown as it was.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void For(int from, int end, Action<int> body, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(from, end, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = ThreadsMax }, body);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
