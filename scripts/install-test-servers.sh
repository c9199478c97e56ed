#!/usr/bin/env bash
# Install what the tests run against: PostgreSQL, Redis, a browser with a font, and wrk.
# Where that is not allowed, say what is missing; with CI=true a missing one is an error.
set -euo pipefail

# Debian's Chromium without windows: a third of the time of the whole browser, which serves as well.
browser=chromium-headless-shell

installed() {
    case $1 in
    postgresql) command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
    redis-server) command -v redis-server >/dev/null || command -v valkey-server >/dev/null ;;
    "$browser") command -v "$browser" >/dev/null || command -v chromium >/dev/null || [ -n "${WAARDERING_TEST_BROWSER:-}" ] ;;
    fonts-dejavu-core) [ -d /usr/share/fonts ] && [ -n "$(find /usr/share/fonts -name '*.[ot]tf' -print -quit)" ] ;;
    *) command -v "$1" >/dev/null ;;
    esac
}

missing=()
for package in postgresql redis-server "$browser" fonts-dejavu-core wrk; do
    installed "$package" || missing+=("$package")
done
if [ ${#missing[@]} = 0 ]; then
    exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installeren voor de tests: ${missing[*]}"
    apt-get update -qq
    apt-cache show "$browser" >/dev/null 2>&1 || missing=("${missing[@]/$browser/chromium}")
    # RUNLEVEL=1: the servers of the system need not run, the tests start their own.
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    exit 0
fi

echo "Ontbreekt: ${missing[*]}. De tests die dat nodig hebben, worden overgeslagen." >&2
echo "Installeren kan met: sudo apt-get install ${missing[*]}" >&2
[ "${CI:-}" != true ]
