namespace Revdex.Git;

/// <summary>The hash a repository names its objects with (<c>extensions.objectFormat</c>).</summary>
public enum ObjectFormat
{
    Sha1 = 20,
    Sha256 = 32,
}
