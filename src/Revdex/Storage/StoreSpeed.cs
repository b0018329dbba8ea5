namespace Revdex.Storage;

/// <summary>A store's expected speed: what the choice between fetching facts and parsing source again is made with. An estimate, never a bound.</summary>
public readonly record struct StoreSpeed(long BytesPerSecond, int LatencyMs)
{
    public double SecondsFor(long sizeBytes, int requests) => (double)sizeBytes / BytesPerSecond + requests * LatencyMs / 1000.0;
}
