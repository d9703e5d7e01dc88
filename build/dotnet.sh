# Sourced by ./marketsim and ./test: finds the .NET SDK and builds quietly. Expects $root, the repository.

# As old as the beginning of the last build that included the program: what is newer is not built yet.
stamp="$root/src/MarketSim.Ui.Cli/obj/built.stamp"
# The program compiled ahead of time, in two copies of which "current" names the newer one; the stamp is as old as the last attempt.
ready="$root/src/MarketSim.Ui.Cli/bin/Release/ready"
ready_stamp="$root/src/MarketSim.Ui.Cli/obj/ready.stamp"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# The SDK refuses to start without a home folder.
[ -n "${HOME:-}" ] || export DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-${TMPDIR:-/tmp}}"

# Puts dotnet on the path from the places where its installers leave it.
find_dotnet() {
    command -v dotnet >/dev/null 2>&1 && return 0
    local place
    for place in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
        if [ -n "$place" ] && [ -x "$place/dotnet" ]; then
            export PATH="$place:$PATH" DOTNET_ROOT="$place"
            return 0
        fi
    done
    return 1
}

# Ends with exit code 3 and one line of advice where there is no SDK that can build this.
require_sdk() {
    if ! find_dotnet || [[ $'\n'"$(dotnet --list-sdks 2>/dev/null)" != *$'\n10.'* ]]; then
        echo "MarketSim needs the .NET 10 SDK: on Ubuntu 'sudo apt-get install dotnet-sdk-10.0'," \
            "on macOS 'brew install dotnet', elsewhere see https://dot.net/download" >&2
        exit 3
    fi
}

# build LOG ARGUMENTS…: a Release build, quiet unless it fails. Runs in the repository, where global.json picks the SDK, and
# without the culture library, which a bare machine lacks.
build() {
    local log="$1"
    shift
    mkdir -p "$(dirname "$log")"
    # Made before the stamp, because making them touches the projects' folders, whose age tells of added and deleted files.
    local each
    for each in "$root"/src/*/*.csproj; do
        mkdir -p "$(dirname "$each")/bin" "$(dirname "$each")/obj"
    done
    touch "$stamp.begun"
    if ! (cd "$root" && DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 \
        dotnet build "$@" -c Release -v quiet --nologo -nodeReuse:false >"$log" 2>&1 </dev/null); then
        grep -E ': (error|warning) |^error' "$log" | sort -u | head -40 >&2 || true
        grep -qE ': error |^error' "$log" || tail -20 "$log" >&2
        echo "the build failed; its whole output is in $log" >&2
        return 1
    fi
    mv "$stamp.begun" "$stamp"
}

# MARKETSIM_READY=no: run the program as it was built. For those who change it every minute.
wants_ready() { [ "${MARKETSIM_READY:-yes}" != no ]; }

# Compiles the built program to machine code. It starts in half the time then; where that cannot be done, it only starts more
# slowly. A run that goes on meanwhile keeps the copy it started from.
make_ready() {
    local log="$root/src/MarketSim.Ui.Cli/obj/ready.log" copy=1
    [ ! -f "$ready/current" ] || read -r copy <"$ready/current"
    copy=$((3 - copy))
    if (cd "$root" && DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 dotnet msbuild build/ahead-of-time.proj -restore -t:CompileAhead \
        -p:Ready="$ready/$copy/" -v:quiet -nologo -nodeReuse:false >"$log" 2>&1 </dev/null); then
        echo "$copy" >"$ready/current"
    else
        rm -f "$ready/current"
    fi
    touch "$ready_stamp"
}
