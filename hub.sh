#!/usr/bin/env bash
# Sets up the hub and serves it, or sets up its tests and runs them. README.md says more.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

venv=.venv
browser_tools=tests/browser
proof_tools=tests/proof

usage() {
    cat <<'END'
Use:
  ./hub.sh site [--port N]   set up the hub, build it and serve it on this machine
  ./hub.sh test              set up what the tests need, and run them all
  ./hub.sh test --fast       the same without the browser
  ./hub.sh proof             set up what the proof of books and of published times needs, and run it
END
}

main() {
    local task=${1:-}
    shift || true
    case $task in
        site) site "$@" ;;
        test) run_tests "$@" ;;
        proof) run_proof "$@" ;;
        -h | --help | help) usage ;;
        *)
            usage >&2
            exit 2
            ;;
    esac
}

site() {
    install_python_packages requirements.lock
    hub build
    exec "$venv/bin/hub" serve "$@"
}

run_tests() {
    local with_browser=yes
    case ${*:-} in
        '') ;;
        --fast) with_browser=no ;;
        *)
            usage >&2
            exit 2
            ;;
    esac
    install_python_packages requirements-dev.lock
    if [ "$with_browser" = yes ]; then
        install_system_packages
        install_npm_tools "$browser_tools"
    fi

    failed=()
    try ruff check
    try ruff format --check
    try mypy
    try pytest -n auto
    try hub check
    if [ "$with_browser" = yes ]; then
        try pytest -m "browser and not slow"
    fi

    echo
    if [ ${#failed[@]} -gt 0 ]; then
        echo "Not in order:"
        printf '  %s\n' "${failed[@]}"
        exit 1
    fi
    echo "Everything is in order."
}

# What other people's tools say of the books and packages (PDF, EPUB, cards, SCORM), and what rsync and web servers make of a new site.
run_proof() {
    install_python_packages requirements-dev.lock
    install_system_packages
    install_servers
    install_npm_tools "$browser_tools"
    install_npm_tools "$proof_tools"
    pytest -m proof "$@"
}

# Goes on after a failure, so that one run names everything that is wrong.
try() {
    echo
    echo "== $*"
    "$@" || failed+=("$*")
}

install_python_packages() {
    local lock=$1
    make_venv
    PATH="$PWD/$venv/bin:$PATH"
    local stamp="$venv/installed.sha256"
    if grep -qxF "$(fingerprint "$lock" pyproject.toml)" "$stamp" 2>/dev/null; then
        return
    fi
    echo "Installing the packages of $lock, each checked against its hash."
    rm -f "$stamp"
    python -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r "$lock" ||
        stop 4 "The packages could not be installed. Is the network there? Run the same command again to go on."
    python -m pip install -qq --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
    fingerprint "$lock" pyproject.toml >"$stamp"
    if [ "$lock" = requirements-dev.lock ]; then
        fingerprint requirements.lock pyproject.toml >>"$stamp" # it holds every line of the other
    fi
}

make_venv() {
    # A venv carries its own address, so one that was copied with the project would run the other project's hub.
    if head -n 2 "$venv/bin/pip" 2>/dev/null | grep -qF "$PWD/$venv/bin/python" && "$venv/bin/python" -c '' 2>/dev/null; then
        return
    fi
    local python
    python=$(find_python) || stop 4 "The hub needs Python 3.11 or newer, and this machine has none. On Debian 12 or Ubuntu 24.04:" \
        "  sudo apt-get install python3 python3-venv" "On Ubuntu 22.04:" "  sudo apt-get install python3.11 python3.11-venv"
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        apt_install "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    echo "Making $venv with $("$python" --version)."
    "$python" -m venv --clear "$venv"
}

find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

fingerprint() {
    python - "$@" <<'END'
import hashlib, pathlib, sys

print(hashlib.sha256(b"".join(pathlib.Path(name).read_bytes() for name in sys.argv[1:])).hexdigest())
END
}

install_system_packages() {
    local missing=()
    if ! command -v chromium >/dev/null; then
        # Ubuntu has it under another name, and as a snap.
        if grep -qx 'ID=ubuntu' /etc/os-release 2>/dev/null; then missing+=(chromium-browser); else missing+=(chromium); fi
        missing+=(fonts-dejavu-core)
    fi
    command -v java >/dev/null || missing+=(default-jre-headless)
    command -v npm >/dev/null || missing+=(nodejs npm)
    if [ ${#missing[@]} -gt 0 ]; then
        apt_install "${missing[@]}"
    fi
}

# What published times are proved with. Debian's nginx starts by itself on port 80, so it comes only where nobody minds.
install_servers() {
    local missing=()
    command -v rsync >/dev/null || missing+=(rsync)
    [ -x /usr/sbin/apache2 ] || missing+=(apache2-bin)
    if [ -n "${CI:-}" ] && [ ! -x /usr/sbin/nginx ]; then missing+=(nginx-light); fi
    if [ ${#missing[@]} -gt 0 ]; then
        apt_install "${missing[@]}"
    fi
}

apt_install() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
        if ! command -v sudo >/dev/null || { ! sudo -n true 2>/dev/null && { [ -n "${CI:-}" ] || [ ! -t 0 ]; }; }; then
            stop 4 "This machine lacks some packages. Ask for these, then run the same command again:" "  sudo apt-get install $*"
        fi
    fi
    if ! command -v apt-get >/dev/null; then
        stop 4 "This machine has no apt-get. Install what these Debian packages hold, then run the same command again:" "  $*"
    fi
    echo "Installing with apt-get: $*"
    "${as_root[@]}" apt-get -qq update &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null ||
        stop 4 "apt-get could not install: $*"
}

install_npm_tools() {
    local tools=$1
    local stamp="$tools/node_modules/package-lock.sha256" wanted
    wanted=$(fingerprint "$tools/package-lock.json")
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    echo "Installing the tools of $tools."
    PUPPETEER_SKIP_DOWNLOAD=1 ELECTRON_SKIP_BINARY_DOWNLOAD=1 npm --prefix "$tools" ci --silent --ignore-scripts --no-audit --no-fund ||
        stop 4 "The tools of $tools could not be installed. Is the network there? Run the same command again to go on."
    echo "$wanted" >"$stamp"
}

stop() {
    local code=$1
    shift
    printf '%s\n' "$@" >&2
    exit "$code"
}

main "$@"
