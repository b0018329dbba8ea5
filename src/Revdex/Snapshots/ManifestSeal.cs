namespace Revdex.Snapshots;

/// <summary>What is put around manifests in a store, such as a signed envelope. Each function may be called on any thread.</summary>
/// <param name="Wrap">The object to put for a manifest's bytes.</param>
/// <param name="Unwrap">
/// The manifest's bytes for the object that has the key; <see cref="RevdexException"/> with <see cref="ExitCode.Trust"/> where it is not to be
/// trusted, which nothing catches: an untrusted manifest is never just absent. <see cref="InvalidDataException"/> where it is damaged.
/// </param>
public sealed record ManifestSeal(Func<byte[], byte[]> Wrap, Func<byte[], string, byte[]> Unwrap)
{
    /// <summary>The manifest itself.</summary>
    public static ManifestSeal None { get; } = new(bytes => bytes, (bytes, _) => bytes);
}
