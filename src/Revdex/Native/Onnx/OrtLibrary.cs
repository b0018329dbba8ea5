namespace Revdex.Native.Onnx;

/// <summary>Where ONNX Runtime is: Revdex does not bring it along.</summary>
internal static class OrtLibrary
{
    private static readonly string FileName = OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";

    /// <param name="setting">The library, or the folder that it lies in; null or empty: beside the program's other libraries.</param>
    /// <exception cref="RevdexException">It is not there, with how to get it.</exception>
    public static string Find(string? setting)
    {
        var place = string.IsNullOrEmpty(setting) ? Path.GetDirectoryName(NativeLibraries.PathOf("any")) ?? "" : setting;
        if (!string.IsNullOrEmpty(setting) && File.Exists(place))
        {
            return place;
        }

        // Packages name the file by its version: libonnxruntime.so.1, libonnxruntime.1.30.0.dylib.
        var stem = Path.GetFileNameWithoutExtension(FileName);
        return Directory.Exists(place) && Directory.EnumerateFiles(place, stem + "*").Order(StringComparer.Ordinal).FirstOrDefault(IsLibrary) is { } found
            ? found
            : throw new RevdexException(
                (string.IsNullOrEmpty(setting) ? "this embedding model needs ONNX Runtime, which is not installed" : $"there is no ONNX Runtime at {setting}")
                + ": `npm install onnxruntime-node`, and set REVDEX_ONNXRUNTIME to the folder of its library (node_modules/onnxruntime-node/bin/napi-v6/OS/CPU)");
    }

    private static bool IsLibrary(string path)
    {
        var name = Path.GetFileName(path);
        return name == FileName || (OperatingSystem.IsMacOS() ? name.EndsWith(".dylib", StringComparison.Ordinal) : name.StartsWith(FileName + ".", StringComparison.Ordinal));
    }
}
