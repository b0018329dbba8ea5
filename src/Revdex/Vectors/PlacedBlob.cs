using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>A blob in one language, and where its chunks end in the list of all places; they begin where those of the blob before end.</summary>
internal readonly record struct PlacedBlob(Oid Oid, SegmentLanguage Language, int PlacesEnd);
