namespace Revdex.Git;

/// <summary>What <c>.gitattributes</c> say of one attribute of a path.</summary>
/// <param name="Text">What stands behind '='; null where nothing does.</param>
internal readonly record struct AttributeValue(AttributeState State, string? Text = null);
