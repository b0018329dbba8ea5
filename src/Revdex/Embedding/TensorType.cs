namespace Revdex.Embedding;

/// <summary>Numbers of a safetensors file that are read here.</summary>
internal enum TensorType
{
    F32,
    F16,
    F64,
    I8,
    I32,
    I64,
}
