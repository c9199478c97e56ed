#!/usr/bin/env bash
# Make a virtual environment in the given folder, with Python 3.11 or newer; WAARDERING_PYTHON names which.
# Without that: the system's own 3.11 where it can make one. Distributions build it with profiles, which makes it a
# tenth faster than one that was built on the spot (decision 0084).
set -euo pipefail

folder=$1

candidates=(python3.11 python3 python3.12 python3.13)
if [ -n "${WAARDERING_PYTHON:-}" ]; then
    candidates=("$WAARDERING_PYTHON")
elif /usr/bin/python3.11 -c 'import ensurepip, venv' 2>/dev/null; then
    candidates=(/usr/bin/python3.11)
fi
for python in "${candidates[@]}"; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        break
    fi
    python=
done
if [ -z "$python" ] && [ -n "${WAARDERING_PYTHON:-}" ]; then
    echo "WAARDERING_PYTHON ($WAARDERING_PYTHON) is geen Python 3.11 of nieuwer. Verbeter of wis die instelling." >&2
    exit 1
fi
if [ -z "$python" ]; then
    echo "Python 3.11 of nieuwer ontbreekt. Installeer het eerst (op Debian: apt-get install python3)." >&2
    exit 1
fi

# Debian's own python3 comes without the part that makes virtual environments.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package=$("$python" -c 'import sys; print(f"python3.{sys.version_info.minor}-venv")')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null
    else
        echo "Deze Python kan geen virtuele omgeving maken. Doe eerst: sudo apt-get install $package" >&2
        exit 1
    fi
fi

"$python" -m venv "$folder"
