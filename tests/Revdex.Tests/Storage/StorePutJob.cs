using Revdex.Storage;

namespace Revdex.Tests.Storage;

/// <summary>Child: puts an object of 4 MB, says <c>half</c> in the middle and waits there. Arguments: store URL, key.</summary>
internal static class StorePutJob
{
    public static int Run(string[] args)
    {
        using var content = new ForwardOnlyStream(new byte[4_000_000], failAfterBytes: int.MaxValue)
        {
            AfterBytes = (2_000_000, () =>
            {
                Console.WriteLine("half");
                Console.ReadLine();
            }
            ),
        };
        return ObjectStores.Open(args[0]).PutIfAbsentAsync(args[1], content).GetAwaiter().GetResult() ? 0 : 1;
    }
}
