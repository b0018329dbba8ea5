#!/usr/bin/env bash
# Runs the packed tool of another platform under an emulator through everything that touches files, processes and native libraries, and compares
# what it makes and says with this platform's tool: story.sh REFERENCE REPOSITORY WORK COMMAND…
#   REFERENCE   this platform's revdex
#   REPOSITORY  is cloned; nothing in it is changed
#   WORK        an empty folder, or one that is made
#   COMMAND…    what starts the other tool, as: wine revdex.exe, or dotnet revdex.dll under qemu
# PATHS=windows writes its paths so. Ends with 1 where a step failed or differs.
set -uo pipefail
reference=$1 repository=$(cd "$2" && pwd) work=$3
shift 3
mkdir -p "$work"
work=$(cd "$work" && pwd)
git clone -q "$repository" "$work/clone"
cd "$work/clone" || exit 2
faults=0

place() { if [ "${PATHS:-}" = windows ]; then printf 'Z:%s' "${1//\//\\}"; else printf %s "$1"; fi; }
ours() { REVDEX_CACHE=$work/cache.ours "$reference" "$@"; }
theirs() { REVDEX_CACHE=$(place "$work/cache.theirs") "$@"; }
tool=("$@")
plain() { tr -d '\r' | sed -E 's/"(elapsed_us|id)":[0-9]+//g; s/ in [0-9.]+ s.*//; s/\([0-9]+ texts\/s\)//g'; }
say() { printf '%-8s %s\n' "$@"; }
fault() { say FAULT "$*"; faults=$((faults + 1)); }

# Both must do the step, and say the same.
both() {
  ours "$@" 2> "$work/ours.err" | plain > "$work/ours.out" || fault "here: revdex $*: $(tail -1 "$work/ours.err")"
  local start=$SECONDS
  if ! theirs "${tool[@]}" "$@" 2> "$work/theirs.err" | plain > "$work/theirs.out"; then
    fault "revdex $*: $(tail -1 "$work/theirs.err")"
  elif cmp -s "$work/ours.out" "$work/theirs.out"; then
    say same "revdex $* ($((SECONDS - start)) s, $(wc -c < "$work/theirs.out") bytes)"
  else
    fault "revdex $* says something else"
    diff "$work/ours.out" "$work/theirs.out" | head -5
  fi
}

only() {
  if theirs "${tool[@]}" "$@" > "$work/theirs.out" 2> "$work/theirs.err"; then say done "revdex $*"; else fault "revdex $*: $(tail -1 "$work/theirs.err")"; fi
}

publish() {
  ours publish --store "$work/store.ours" > "$work/ours.out" 2>&1 || fault "here: publish: $(tail -1 "$work/ours.out")"
  only publish --store "$(place "$work/store.theirs")"
  if diff -rq "$work/store.ours" "$work/store.theirs" > "$work/diff"; then
    say same "the store, byte for byte: $(find "$work/store.theirs" -type f | wc -l) files"
  else
    fault "the stores differ: $(head -3 "$work/diff")"
  fi
}

both languages
ours index --embed > /dev/null 2>&1
only index
only index --embed
publish
both find Log --json
both search "write an event" --limit 20 --json
both search 'class \w+' --mode regex --limit 20 --json
both outline "$(git ls-files '*.cs' '*.ts' '*.py' '*.go' '*.c' | head -1)" --json
both references Log --limit 20 --json
both graph Log --json
both history Log --limit 3 --json
both sql "SELECT language, count(*) FROM symbols GROUP BY 1 ORDER BY 1"
both changes HEAD~1... --json

# A reader that has the cache's files mapped, while others write the same files again.
coproc reader { theirs "${tool[@]}" serve 2> "$work/serve.err"; }
ask() { printf '%s\n' "$1" >&"${reader[1]}"; }
ask '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"story","version":"1"}}}'
ask '{"jsonrpc":"2.0","method":"notifications/initialized"}'
ask '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"find","arguments":{"name":"Log","limit":1}}}'
answer=
for _ in 1 2; do IFS= read -r -t 300 answer <&"${reader[0]}"; done
case "$answer" in *'"structuredContent"'*) say done "serve answers" ;; *) fault "serve: $answer $(tail -1 "$work/serve.err")" ;; esac
only verify --all
only verify --all --store "$(place "$work/store.theirs")"
only index --embed --learn
REVDEX_CACHEBUDGET=1 only gc
only index
only prune --store "$(place "$work/store.theirs")"
printf '\nclass StoryAfterAll { }\n' >> "$(git ls-files '*.cs' | head -1)"
# It may say first that the edited file has no facts yet.
for _ in $(seq 20); do
  ask '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"find","arguments":{"name":"StoryAfterAll"}}}'
  IFS= read -r -t 300 answer <&"${reader[0]}"
  case "$answer" in *'"complete":true'*) break ;; esac
done
case "$answer" in *StoryAfterAll*) say done "serve sees an edit" ;; *) fault "serve after an edit: $answer $(tail -1 "$work/serve.err")" ;; esac
eval "exec ${reader[1]}>&-"
wait 2> /dev/null
git checkout -q .
only hooks install
only hooks uninstall
REVDEX_CACHE=$(place "$work/cache.pulled") && export REVDEX_CACHE
if "${tool[@]}" pull --store "$(place "$work/store.theirs")" > "$work/theirs.out" 2>&1; then say done pull; else fault "pull: $(tail -1 "$work/theirs.out")"; fi
if "${tool[@]}" demo > "$work/demo.out" 2>&1; then say done demo; else fault "demo: $(tail -1 "$work/demo.out")"; fi
say "$([ $faults -eq 0 ] && echo whole || echo FAULTS)" "$faults faults"
[ $faults -eq 0 ]
