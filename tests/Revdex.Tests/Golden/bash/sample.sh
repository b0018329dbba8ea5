#!/usr/bin/env bash
# Builds and ships the shop.
set -euo pipefail

source "$(dirname "$0")/lib/common.sh"
. ./env.sh

readonly VERSION="1.2.3"
export PATH="$HOME/bin:$PATH" DEPLOY_TARGET
declare -a TARGETS=(linux darwin "$EXTRA_TARGET")
declare -A COLORS=([red]=31 [green]=32)
declare -rx BUILD_ROOT=/srv/build
verbose=0
TMP_DIR=$(mktemp -d)
alias ll='ls -l'

# Prints to stderr.
log() {
  local level=$1 message
  message="${2:-none}"
  if [[ "$level" == "error" && $verbose -gt 0 ]]; then
    printf '%s: %s\n' "$level" "$message" >&2
  fi
}

# Removes what was made.
function cleanup {
  rm -rf "$TMP_DIR"
  unset verbose
}
trap cleanup EXIT

function build_target() {
  local target
  local -r root="${BUILD_ROOT%/}"
  target="$1"
  declare out="$root/$target"
  for arch in amd64 arm64; do
    log info "building $target/$arch"
    GOOS="$target" GOARCH="$arch" go build -ldflags "-X main.version=${VERSION}" -o "$out" || {
      log error "failed: $?"
      return 1
    }
  done
  case "$target" in
    linux | darwin) strip_binary "$out" ;;
    *) log info "no strip" ;;
  esac
  while read -r line; do
    count=$((count + 1))
    echo "${line^^} ${#TARGETS[@]} ${COLORS[red]}"
  done < <(list_files "$out")
}

usage() {
  cat <<EOF
usage: $0 [-v] [$DEPLOY_TARGET]
$(print_options)
EOF
}

main() {
  while getopts "vh" opt; do
    case $opt in
      v) verbose=1 ;;
      h) usage; exit 0 ;;
    esac
  done
  for target in "${TARGETS[@]}"; do
    build_target "$target" | tee "$TMP_DIR/log"
  done
  (( verbose )) && command -v docker > /dev/null && "$TMP_DIR/run" --all
  select_region=eu
  eval "$HOOK_$select_region"
}

main "$@"
