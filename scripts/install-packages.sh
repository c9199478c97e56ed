#!/usr/bin/env bash
# Install the packages of a list, exactly those and with their checksums, and then this project.
# uv does it in a tenth of the time; where it cannot be had or cannot reach an index, pip does the same.
# WAARDERING_INSTALLER=pip leaves uv out.
set -euo pipefail

bin=$1/bin
list=$2
here=$(dirname "${BASH_SOURCE[0]}")/..
export PIP_DISABLE_PIP_VERSION_CHECK=1

with_uv() {
    [ "${WAARDERING_INSTALLER:-uv}" = uv ] || return 1
    "$bin/pip" install --quiet --no-compile --require-hashes -r "$here/requirements-install.txt" 2>/dev/null &&
        UV_LINK_MODE=copy "$bin/uv" pip install --quiet --python "$bin/python" --require-hashes -r "$list"
}

with_uv || "$bin/pip" install --quiet --require-hashes -r "$list"
"$bin/pip" install --quiet --no-deps --no-build-isolation -e "$here"
