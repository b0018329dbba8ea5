using System.Runtime.InteropServices;

namespace Revdex.Native.Onnx;

/// <summary>
/// The functions of ONNX Runtime's C API that are used here, by their index in its table, whose order is frozen upstream (onnxruntime_c_api.h). A function
/// gives a status, which is 0 for success and is released once it was read. The library is not shipped: it is loaded from where the user has it, once for each path.
/// </summary>
internal sealed unsafe class OrtApi
{
    /// <summary>Of the API, not of the library: any library since 1.14 has it.</summary>
    private const uint Version = 14;

    private const int WarningLevel = 2;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, OrtApi> Loaded = [];

    private readonly nint* _functions;

    private OrtApi(nint* functions) => _functions = functions;

    public delegate* unmanaged<nint, nint, nint, nint*, nint> CreateSession => (delegate* unmanaged<nint, nint, nint, nint*, nint>)_functions[7];

    public delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run =>
        (delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)_functions[9];

    public delegate* unmanaged<nint*, nint> CreateSessionOptions => (delegate* unmanaged<nint*, nint>)_functions[10];

    public delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads => (delegate* unmanaged<nint, int, nint>)_functions[24];

    public delegate* unmanaged<nint, nuint*, nint> SessionGetInputCount => (delegate* unmanaged<nint, nuint*, nint>)_functions[30];

    public delegate* unmanaged<nint, nuint*, nint> SessionGetOutputCount => (delegate* unmanaged<nint, nuint*, nint>)_functions[31];

    public delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetInputName => (delegate* unmanaged<nint, nuint, nint, byte**, nint>)_functions[36];

    public delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetOutputName => (delegate* unmanaged<nint, nuint, nint, byte**, nint>)_functions[37];

    public delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithDataAsOrtValue =>
        (delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)_functions[49];

    public delegate* unmanaged<nint, void**, nint> GetTensorMutableData => (delegate* unmanaged<nint, void**, nint>)_functions[51];

    public delegate* unmanaged<nint, int*, nint> GetTensorElementType => (delegate* unmanaged<nint, int*, nint>)_functions[60];

    public delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount => (delegate* unmanaged<nint, nuint*, nint>)_functions[61];

    public delegate* unmanaged<nint, long*, nuint, nint> GetDimensions => (delegate* unmanaged<nint, long*, nuint, nint>)_functions[62];

    public delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape => (delegate* unmanaged<nint, nint*, nint>)_functions[65];

    public delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo => (delegate* unmanaged<int, int, nint*, nint>)_functions[69];

    public delegate* unmanaged<nint, void*, nint> AllocatorFree => (delegate* unmanaged<nint, void*, nint>)_functions[76];

    public delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions => (delegate* unmanaged<nint*, nint>)_functions[78];

    public delegate* unmanaged<nint, void> ReleaseMemoryInfo => (delegate* unmanaged<nint, void>)_functions[94];

    public delegate* unmanaged<nint, void> ReleaseSession => (delegate* unmanaged<nint, void>)_functions[95];

    public delegate* unmanaged<nint, void> ReleaseValue => (delegate* unmanaged<nint, void>)_functions[96];

    public delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo => (delegate* unmanaged<nint, void>)_functions[99];

    public delegate* unmanaged<nint, void> ReleaseSessionOptions => (delegate* unmanaged<nint, void>)_functions[100];

    /// <summary>One for the process; it is not released, as the library is not unloaded.</summary>
    public nint Environment { get; private set; }

    /// <exception cref="RevdexException">The file is absent, or is not ONNX Runtime for this platform.</exception>
    public static OrtApi Load(string path)
    {
        lock (Gate)
        {
            if (!Loaded.TryGetValue(path, out var api))
            {
                Loaded[path] = api = Open(path);
            }

            return api;
        }
    }

    /// <exception cref="RevdexException">ONNX Runtime's error, as one line.</exception>
    public void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<nint, byte*>)_functions[2])(status)) ?? "";
        ((delegate* unmanaged<nint, void>)_functions[93])(status);
        throw new RevdexException($"ONNX Runtime: {string.Join(' ', message.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))}");
    }

    private static OrtApi Open(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var library) || !NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var export))
        {
            throw new RevdexException($"{path} is not ONNX Runtime for {NativeLibraries.Rid}");
        }

        var apiBase = ((delegate* unmanaged<nint*>)export)();
        var functions = ((delegate* unmanaged<uint, nint*>)apiBase[0])(Version);
        if (functions == null)
        {
            throw new RevdexException($"{path} is too old: ONNX Runtime 1.{Version} or later is needed");
        }

        var api = new OrtApi(functions);
        nint environment = 0;
        fixed (byte* name = "revdex\0"u8)
        {
            api.Check(((delegate* unmanaged<int, byte*, nint*, nint>)functions[3])(WarningLevel, name, &environment));
        }

        api.Environment = environment;
        return api;
    }
}
