namespace System.IO.Hashing;

/// <summary>The one type of the package that Azure.Storage.Blobs needs to be there; it makes none, because we ask it for no checksums.</summary>
public abstract class NonCryptographicHashAlgorithm;
