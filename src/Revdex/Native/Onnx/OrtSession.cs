using System.Runtime.InteropServices;

namespace Revdex.Native.Onnx;

/// <summary>A model that was loaded. Several threads may run it at once.</summary>
internal sealed unsafe class OrtSession : SafeHandle
{
    private const int ElementFloat = 1;
    private const int ElementInt64 = 7;
    private const int ElementHalf = 10;
    private const int ArenaAllocator = 1;
    private const int DefaultMemory = 0;

    private readonly OrtApi _api;

    private OrtSession(OrtApi api, nint session)
        : base(0, ownsHandle: true)
    {
        _api = api;
        SetHandle(session);
        Inputs = Names(api.SessionGetInputCount, api.SessionGetInputName);
        Outputs = Names(api.SessionGetOutputCount, api.SessionGetOutputName);
    }

    public override bool IsInvalid => handle == 0;

    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    /// <param name="api">The library.</param>
    /// <param name="modelPath">Weights that lie in files of their own are sought beside it.</param>
    /// <param name="threads">That one run may use.</param>
    /// <exception cref="RevdexException">ONNX Runtime does not take the model.</exception>
    public static OrtSession Open(OrtApi api, string modelPath, int threads)
    {
        nint options = 0;
        nint session = 0;
        var path = OperatingSystem.IsWindows() ? Marshal.StringToCoTaskMemUni(modelPath) : Marshal.StringToCoTaskMemUTF8(modelPath);
        try
        {
            api.Check(api.CreateSessionOptions(&options));
            api.Check(api.SetIntraOpNumThreads(options, threads));
            api.Check(api.CreateSession(api.Environment, path, options, &session));
            return new OrtSession(api, session);
        }
        finally
        {
            Marshal.FreeCoTaskMem(path);
            if (options != 0)
            {
                api.ReleaseSessionOptions(options);
            }
        }
    }

    /// <summary>Runs the model on matrices of 64-bit integers and gives one output, which is of floats or halves.</summary>
    /// <param name="names">Of the inputs.</param>
    /// <param name="values">One matrix for each, by rows.</param>
    /// <param name="rows">Of all of them.</param>
    /// <param name="columns">Of all of them.</param>
    /// <param name="output">Its name.</param>
    /// <param name="shape">The output's.</param>
    public float[] Run(IReadOnlyList<string> names, IReadOnlyList<long[]> values, int rows, int columns, string output, out long[] shape)
    {
        nint memory = 0;
        _api.Check(_api.CreateCpuMemoryInfo(ArenaAllocator, DefaultMemory, &memory));
        var texts = names.Append(output).Select(Marshal.StringToCoTaskMemUTF8).ToArray();
        var pins = values.Select(v => GCHandle.Alloc(v, GCHandleType.Pinned)).ToArray();
        var tensors = new nint[values.Count + 1]; // The last one is the output.
        try
        {
            var size = stackalloc long[] { rows, columns };
            for (var i = 0; i < values.Count; i++)
            {
                fixed (nint* tensor = &tensors[i])
                {
                    _api.Check(_api.CreateTensorWithDataAsOrtValue(memory, (void*)pins[i].AddrOfPinnedObject(), (nuint)values[i].Length * sizeof(long), size, 2, ElementInt64, tensor));
                }
            }

            fixed (nint* text = texts, tensor = tensors)
            {
                _api.Check(_api.Run(handle, 0, (byte**)text, tensor, (nuint)values.Count, (byte**)(text + values.Count), 1, tensor + values.Count));
            }

            return Read(tensors[^1], out shape);
        }
        finally
        {
            Array.ForEach(tensors, t => Release(t));
            Array.ForEach(pins, p => p.Free());
            Array.ForEach(texts, Marshal.FreeCoTaskMem);
            _api.ReleaseMemoryInfo(memory);
        }
    }

    protected override bool ReleaseHandle()
    {
        _api.ReleaseSession(handle);
        return true;
    }

    private void Release(nint tensor)
    {
        if (tensor != 0)
        {
            _api.ReleaseValue(tensor);
        }
    }

    private float[] Read(nint tensor, out long[] shape)
    {
        shape = ShapeOf(tensor, out var type);
        void* data = null;
        _api.Check(_api.GetTensorMutableData(tensor, &data));
        var count = (int)shape.Aggregate(1L, (product, d) => checked(product * d));
        return type switch
        {
            ElementFloat => new ReadOnlySpan<float>(data, count).ToArray(),
            ElementHalf => Array.ConvertAll(new ReadOnlySpan<Half>(data, count).ToArray(), v => (float)v),
            _ => throw new RevdexException($"the ONNX model gives numbers of type {type}, not floats"),
        };
    }

    private long[] ShapeOf(nint tensor, out int type)
    {
        nint info = 0;
        _api.Check(_api.GetTensorTypeAndShape(tensor, &info));
        try
        {
            nuint count = 0;
            int element = 0;
            _api.Check(_api.GetTensorElementType(info, &element));
            _api.Check(_api.GetDimensionsCount(info, &count));
            var shape = new long[count];
            fixed (long* dimensions = shape)
            {
                _api.Check(_api.GetDimensions(info, dimensions, count));
            }

            type = element;
            return shape;
        }
        finally
        {
            _api.ReleaseTensorTypeAndShapeInfo(info);
        }
    }

    private string[] Names(delegate* unmanaged<nint, nuint*, nint> countOf, delegate* unmanaged<nint, nuint, nint, byte**, nint> nameOf)
    {
        nint allocator = 0;
        nuint count = 0;
        _api.Check(_api.GetAllocatorWithDefaultOptions(&allocator));
        _api.Check(countOf(handle, &count));
        var names = new string[count];
        for (nuint i = 0; i < count; i++)
        {
            byte* name = null;
            _api.Check(nameOf(handle, i, allocator, &name));
            names[i] = Marshal.PtrToStringUTF8((nint)name) ?? "";
            _api.Check(_api.AllocatorFree(allocator, name));
        }

        return names;
    }
}
