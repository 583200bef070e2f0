#!/usr/bin/env bash
# The browsers that the tests drive: Debian's own, or those already on the machine.
# With the word `webkit`, WebKitGTK too, which only `make audit` drives.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing+=(firefox-esr)
if [ "${1:-}" = webkit ]; then
  command -v WebKitWebDriver >/dev/null || missing+=(webkit2gtk-driver)
  command -v Xvfb >/dev/null || missing+=(xvfb)
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "tests: ${missing[*]} not found; on Debian, as root: apt-get install ${missing[*]}" >&2
  exit 1
fi
echo "tests: installing ${missing[*]} from Debian"
export DEBIAN_FRONTEND=noninteractive
wait_for_lock=(-o DPkg::Lock::Timeout=300)
if ! { apt-get "${wait_for_lock[@]}" update -qq &&
  apt-get "${wait_for_lock[@]}" install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; }; then
  echo "tests: apt-get could not install ${missing[*]}; is the Debian mirror reachable?" >&2
  exit 1
fi
