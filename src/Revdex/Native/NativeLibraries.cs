using System.Runtime.InteropServices;

namespace Revdex.Native;

/// <summary>Loads the native libraries that the build lays beside the program, under <c>runtimes/RID/native</c>.</summary>
internal static class NativeLibraries
{
    private static readonly string Ending = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";

    /// <summary>The platform in the words of the folder names: <c>linux-x64</c>, <c>osx-arm64</c>, <c>win-x64</c>.</summary>
    public static string Rid { get; } =
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-")
        + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>
    /// A handle for <see cref="NativeLibrary.GetExport"/>. <paramref name="name"/> is the file's name without its ending, such as
    /// <c>tree-sitter-csharp</c>. Libraries stay loaded until the process ends; loading one twice gives the same handle.
    /// </summary>
    /// <exception cref="RevdexException">The file is absent, or is not a library of this platform.</exception>
    public static nint Load(string name)
    {
        var path = PathOf(name);
        if (!File.Exists(path))
        {
            throw new RevdexException($"the native library {path} is missing: install revdex for {Rid}, or build it again");
        }

        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            var hint = OperatingSystem.IsWindows() ? " (most need vcruntime140.dll, of the Visual C++ Redistributable)" : "";
            throw new RevdexException($"the native library {path} does not load: {FirstLine(e.Message)}{hint}", innerException: e);
        }
    }

    /// <summary>Where the library lies, whether or not it is there.</summary>
    public static string PathOf(string name) =>
        Path.Combine(AppContext.BaseDirectory, "runtimes", Rid, "native", name + Ending);

    private static string FirstLine(string text) => text.AsSpan(0, (text + '\n').IndexOf('\n')).TrimEnd().ToString();
}
