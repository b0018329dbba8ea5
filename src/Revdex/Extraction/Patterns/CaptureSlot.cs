namespace Revdex.Extraction.Patterns;

/// <summary>What a pattern's captures are kept in while it is tried. Captures of other names share the custom slots, in order.</summary>
internal enum CaptureSlot : sbyte
{
    None = -1,
    Name = 0,
    Doc = 1,
    Receiver = 2,
    Module = 3,
    Alias = 4,
    Body = 5,
    Range = 6,
    Qualifier = 7,
    Language = 8,
    Level = 9,
    Focus = 10,
    FirstCustom = 11,

    /// <summary>Number of slots; three custom captures a pattern are plenty.</summary>
    Count = 14,
}
