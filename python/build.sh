#!/usr/bin/env bash
# python/build.sh [FOLDER]: builds the native library and puts it, with its header, beside the Python package (or into FOLDER).
# It needs the .NET 10 SDK, gcc or clang, and zlib's headers (Debian: gcc zlib1g-dev). Takes a minute or two.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
. "$root/build/dotnet.sh"
target="${1:-$root/python/marketsim}"

require_sdk
command -v clang >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 || {
    echo "Building the native library needs gcc or clang: on Debian and Ubuntu 'sudo apt-get install gcc zlib1g-dev'." >&2
    exit 3
}
case "$(uname -s)" in
    Linux) system=linux library=libmarketsim.so suffix=so ;;
    Darwin) system=osx library=libmarketsim.dylib suffix=dylib ;;
    *) echo "python/build.sh knows Linux and macOS; elsewhere: dotnet publish src/MarketSim.Native -c Release -r win-x64" >&2; exit 2 ;;
esac
case "$(uname -m)" in
    x86_64 | amd64) system+=-x64 ;;
    aarch64 | arm64) system+=-arm64 ;;
    *) echo "The native library is built for x64 and arm64, not for $(uname -m)." >&2; exit 2 ;;
esac

# Everything of this build lies in a folder of its own, so that it neither waits for nor disturbs an ordinary one.
artifacts="$root/artifacts/native"
mkdir -p "$target" "$artifacts"
cd "$root"
if ! DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 dotnet publish src/MarketSim.Native -c Release -r "$system" \
    --artifacts-path "$artifacts" -v quiet --nologo -nodeReuse:false >"$artifacts/publish.log" 2>&1 </dev/null; then
    grep -E ': (error|warning) |^error' "$artifacts/publish.log" | sort -u | head -40 >&2 || tail -20 "$artifacts/publish.log" >&2
    echo "the native library did not build; the whole output is in artifacts/native/publish.log" >&2
    exit 1
fi

cp "$artifacts/publish/MarketSim.Native/release_$system/MarketSim.Native.$suffix" "$target/$library.new"
mv "$target/$library.new" "$target/$library"
cp src/MarketSim.Native/include/marketsim.h "$target/"
echo "$target/$library: $(($(wc -c <"$target/$library") / 1024)) KiB"
