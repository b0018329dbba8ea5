namespace Revdex.Segments;

/// <summary>Counts who holds something; whoever made it holds it once. At nobody it ends for good. A field, never copied.</summary>
internal struct HolderCount()
{
    private int _holders = 1;

    /// <summary>False once nobody held it.</summary>
    public bool TryHold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
            {
                return true;
            }

            holders = seen;
        }

        return false;
    }

    /// <summary>True for the last.</summary>
    public bool Release() => Interlocked.Decrement(ref _holders) == 0;
}
