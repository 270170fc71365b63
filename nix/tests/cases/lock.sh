# Locks, which snapshot-fetch writes and fetchLock reads. Sourced.
# shellcheck shell=bash disable=SC2034,SC2154
lock_cases=(
  locked_files_are_fetched_one_by_one
  locked_files_make_an_environment
  lock_stands_for_a_hash
  one_package_more_in_a_lock_is_one_build_more
  packages_of_a_lock_meet_in_an_environment
  lock_of_each_system_stands_for_its_hash
  locks_that_leave_a_choice_are_refused
  locked_files_of_one_name_are_refused
  everything_wrong_with_a_lock_is_told
  names_and_dates_of_other_tools_are_read
  credentials_for_locked_files_come_from_netrc
)

# lock FILE REQUIREMENT...: of the index $index.
lock() {
  local file=$1
  shift
  "$(build pip-snapshot)/bin/snapshot-fetch" --quiet --index-url "$index" --date 2021-05-01 \
    --python "$python" --cache-dir "$scratch/lock-cache" --dest "$file.files" --lock "$file" "$@"
}

# downloads LOG: how many files were asked for.
downloads() {
  grep -c '^GET /files/' "$1" || true
}

# publish_fresh ONE NEEDED MORE: wheels with bytes that no store has yet, whatever was built on this
# machine before; ONE requires NEEDED.
publish_fresh() {
  "$python" - "$tests" "$scratch/index" "$(date +%s%N)" "$@" <<'END'
import sys

tests, index, fresh, one, needed, more = sys.argv[1:]
sys.path.insert(0, tests)
from distributions import EARLY, publish, wheel

for name, requires in (one, [needed]), (needed, []), (more, []):
    publish(index, name, EARLY, wheel(name, "1.0", {f"{name}.py": f"# {fresh}\n"}, requires))
END
}

case_locked_files_are_fetched_one_by_one() {
  local directory=$scratch/locks
  mkdir "$directory"
  publish_fresh fresh fresher freshest
  # Not the index that other cases ask at the same time.
  serve_index "$directory/requests"
  trap 'kill "$index_pid"' EXIT
  lock "$directory/pylock.one.toml" fresh
  lock "$directory/pylock.more.toml" fresh freshest
  sed "s|http://[^/]*/|http://127.0.0.1:9/mirror/|" "$directory/pylock.one.toml" >"$directory/pylock.mirror.toml"

  : >"$directory/requests"
  expect files "$(ls "$(build "fetchLock $directory/pylock.one.toml")")" \
    $'fresh-1.0-py3-none-any.whl\nfresher-1.0-py3-none-any.whl'
  expect 'downloads of a lock' "$(downloads "$directory/requests")" 2
  build "fetchLock { lock = $directory/pylock.more.toml; name = \"more\"; }"
  expect 'downloads of one package more' "$(downloads "$directory/requests")" 3
  build "fetchLock $directory/pylock.mirror.toml"
  expect 'downloads from another host' "$(downloads "$directory/requests")" 3
}

case_locked_files_make_an_environment() {
  local lock=$scratch/pylock.environment.toml environment
  lock "$lock" --with-build-requires greeter brewed
  environment=$(built_twice "mkPython { inherit python; source = fetchLock $lock; }")
  expect greet "$("$environment/bin/greet")" 'good day'
  expect brew "$("$environment/bin/brew")" 'brewed from source'
}

# environment_of_lock DIRECTORY REQUIREMENTS [ARGUMENTS]
environment_of_lock() {
  printf 'mkPython { requirements = "%s"; date = "2021-05-01"; indexUrl = "%s"; %s }' \
    "$2" "$index" "${3:-lock = $1/pylock.toml;}"
}

case_lock_stands_for_a_hash() {
  local directory=$scratch/locked expression command
  mkdir "$directory"
  export XDG_CACHE_HOME=$directory/cache
  expression=$(environment_of_lock "$directory" 'greeter\nbrewed')
  expect_failure "$log" build "$expression"
  expect_in "mkPython: python-requirements has no lock $directory/pylock.toml. This makes it:" "$log"
  build python --quiet
  command=$(grep -F 'snapshot-fetch' "$log" | grep -F -- --lock= | sed 's/^ *//')
  (cd "$directory" && PATH=$(build pip-snapshot)/bin:$PATH && eval "$command")
  local environment
  environment=$(built_twice "$expression")
  expect greet "$("$environment/bin/greet")" 'good day'
  expect brew "$("$environment/bin/brew")" 'brewed from source'

  # Asked for more, it is off; the program of the expression puts that right, where the lock is.
  expression=$(environment_of_lock "$directory" 'greeter\nbrewed\nleft')
  expect_failure "$log" build "$expression"
  expect_in "$directory/pylock.toml was made for other requirements" "$log"
  (cd / && PATH=/usr/bin:/bin "$(build "($expression).pin")/bin/pin")
  build "$expression"
  expect_failure "$log" build "$(environment_of_lock "$directory" 'greeter\nbrewed')"

  sed -i '/^key = /d' "$directory/pylock.toml"
  expect_failure "$log" build "$expression"
  expect_in 'pylock.toml does not say what it was made for' "$log"
  expect_failure "$log" build "$(environment_of_lock "$directory" greeter \
    "lock = $directory/pylock.toml; pins = $directory/pins.json;")"
  expect_in 'both a lock and pins' "$log"
}

case_one_package_more_in_a_lock_is_one_build_more() {
  local directory=$scratch/locked-more one more environment
  mkdir "$directory"
  export XDG_CACHE_HOME=$directory/cache
  publish_fresh unseen unheard untold
  one=$(environment_of_lock "$directory" unseen "lock = $directory/pylock.one.toml;")
  more=$(environment_of_lock "$directory" 'unseen\nuntold' "lock = $directory/pylock.more.toml;")
  "$(build "($one).pin")/bin/pin"
  "$(build "($more).pin")/bin/pin"
  environment=$(build "$one" 2>"$directory/one.log")
  "$environment/bin/python" -c 'import unseen, unheard'
  expect 'builds of a lock' "$(grep -c -- '-python3[.0-9]*-un.*\.drv$' "$directory/one.log")" 2
  environment=$(build "$more" 2>"$directory/more.log")
  "$environment/bin/python" -c 'import unseen, unheard, untold'
  expect 'builds of one package more' \
    "$(sed -nE 's|^ *(/nix/store/[^/]*\.drv)$|\1|p' "$directory/more.log" | sed 's/.*[0-9a-z]\{32\}-//' | LC_ALL=C sort)" \
    "$(printf '%s\n' python-env.drv "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-untold-1.0-py3-none-any.drv" untold-1.0-py3-none-any.whl.drv)"
}

case_packages_of_a_lock_meet_in_an_environment() {
  local directory=$scratch/locked-meeting expression
  mkdir "$directory"
  export XDG_CACHE_HOME=$directory/cache
  expression=$(environment_of_lock "$directory" 'left\nright')
  "$(build "($expression).pin")/bin/pin"
  expect_failure "$log" build "$expression"
  expect_in 'is in left-1.0 and right-1.0; that of left-1.0 stays' "$log"
  # Beside a lock, everything that has to do with installing goes on as without.
  expression=$(environment_of_lock "$directory" 'left\nright' \
    "lock = $directory/pylock.toml; ignoreCollisions = true; tests = true; postBuild = \"touch \$out/built\";")
  built_twice "$expression"
  [ -e "$(build "$expression")/built" ]
}

case_lock_of_each_system_stands_for_its_hash() {
  local directory=$scratch/locked-systems expression
  mkdir "$directory"
  export XDG_CACHE_HOME=$directory/cache
  expression=$(environment_of_lock "$directory" greeter \
    "lock = { \${builtins.currentSystem} = $directory/here.toml; riscv64-linux = $directory/there.toml; };")
  # A name that says no format of a lock is for snapshot-fetch to refuse.
  expect_failure "$log" build "$expression"
  expect_in 'here.toml. This makes it:' "$log"
  expression=${expression//here.toml/pylock.here.toml}
  (cd / && PATH=/usr/bin:/bin "$(build "($expression).pin")/bin/pin")
  expect greet "$("$(build "$expression")/bin/greet")" 'good day'
  expect_failure "$log" build "${expression/\$\{builtins.currentSystem\}/aarch64-darwin}"
  expect_in 'there is no lock for' "$log"
  expect_in 'only for aarch64-darwin, riscv64-linux' "$log"
}

case_locks_that_leave_a_choice_are_refused() {
  local lock=$scratch/pylock.choice.toml digest
  digest=$(printf '%064d' 0)
  cat >"$lock" <<END
lock-version = "1.0"
created-by = "another"  # don't mind = 2020-01-01
[[packages]]
name = "six"
wheels = [
  {url = "http://127.0.0.1:9/six-1!1.0-py2-none-any.whl", upload-time = 2021-05-05T14:18:17Z, hashes = {sha256 = "$digest"}},
  {url = "http://127.0.0.1:9/six-1!1.0-py3-none-any.whl", upload-time = 2021-05-05T14:18:17Z, hashes = {sha256 = "$digest"}},
]
END
  expect_failure "$log" build "fetchLock $lock"
  expect_in 'six has 2 files, not one' "$log"
  sed -i '/py2/d' "$lock"
  # Refused by nobody any more, and not there: its store name does without the exclamation mark.
  expect_failure "$log" build "fetchLock $lock"
  expect_in 'six-1_1.0-py3-none-any.whl' "$log"
}

case_locked_files_of_one_name_are_refused() {
  local lock=$scratch/pylock.double.toml digest
  digest=$(printf '%064d' 0)
  printf 'lock-version = "1.0"\ncreated-by = "another"\n' >"$lock"
  printf '[[packages]]\nname = "%s"\narchive = {url = "http://127.0.0.1:9/%s/v1.0.zip", hashes = {sha256 = "%s"}}\n' \
    left left "$digest" right right "$digest" >>"$lock"
  expect_failure "$log" build "fetchLock $lock"
  expect_in "left and right have a file of one name, 'v1.0.zip'" "$log"
}

# Not from Nix' own netrc-file, which fetchurl's curl does not see.
case_credentials_for_locked_files_come_from_netrc() {
  local lock=$scratch/pylock.private.toml wheel=left-1.0-py3-none-any.whl digest
  digest=$(sha256sum "$scratch/index/left/$wheel" | cut -d' ' -f1)
  cat >"$lock" <<END
lock-version = "1.0"
created-by = "another"
[[packages]]
name = "left"
wheels = [{name = "$wheel", url = "${index%simple/}private/files/left/$wheel", hashes = {sha256 = "$digest"}}]
END
  printf 'machine 127.0.0.1 login tester password secret-of-the-test\n' >"$scratch/lock-netrc"
  chmod 644 "$scratch/lock-netrc"
  # Whatever other cases have left in the store.
  sed -i "s/$wheel\", url/private-$$-$wheel\", url/" "$lock"
  with_netrc() {
    build "fetchLock { lock = $lock; netrc = $1; }" --option netrc-file "$scratch/lock-netrc" \
      --option extra-sandbox-paths "/netrc=$scratch/lock-netrc"
  }
  export NETRC=/netrc
  expect_failure "$log" with_netrc false
  expect_in 401 "$log"
  with_netrc true
  sed -i "s/private-/again-/" "$lock"
  unset NETRC
  expect_failure "$log" with_netrc true
  expect_in 'set NETRC' "$log"
}

case_everything_wrong_with_a_lock_is_told() {
  local lock=$scratch/pylock.wrong.toml digest
  digest=$(printf '%064d' 0)
  cat >"$lock" <<END
lock-version = "1.0"
[[packages]]
name = "checkout"
vcs = {type = "git", url = "https://example.org/checkout", commit-id = "abc"}
[[packages]]
name = "folder"
directory = {path = "."}
[[packages]]
name = "short"
sdist = {url = "nowhere", hashes = {sha256 = "$digest"}}
[[packages]]
name = "secret"
sdist = {url = "https://me:word@example.org/secret-1.tar.gz", hashes = {sha256 = "$digest"}}
[[packages]]
name = "unhashed"
sdist = {url = "https://example.org/unhashed-1.tar.gz", hashes = {md5 = "0"}}
END
  expect_failure "$log" build "fetchLock $lock"
  expect_in "fetchLock: $lock: checkout is a checkout" "$log"
  expect_in 'folder is a directory' "$log"
  expect_in "short has the URL 'nowhere'" "$log"
  expect_in 'secret has a user name in its URL' "$log"
  expect_in 'unhashed has no sha256' "$log"
  expect 'password shown' "$(grep word@ "$log")" ''
  sed -i 's/lock-version = "1.0"/lock-version = "2.0"/' "$lock"
  expect_failure "$log" build "fetchLock $lock"
  expect_in 'its lock-version is 2.0' "$log"
  printf 'version = 1\n[[package]]\nname = "of-uv"\n' >"$lock"
  expect_failure "$log" build "fetchLock $lock"
  expect_in 'is no lock of PEP 751' "$log"
  expect_failure "$log" build "fetchLock { lock = $lock; nmae = \"x\"; }"
  # shellcheck disable=SC2016
  expect_in 'Is `name` meant?' "$log"
  expect_failure "$log" build "fetchLock $scratch/pylock.none.toml"
  expect_in 'there is no such file' "$log"
}

case_names_and_dates_of_other_tools_are_read() {
  local lock=$scratch/pylock.odd.toml digest files
  digest=$(sha256sum "$scratch/index/left/left-1.0-py3-none-any.whl" | cut -d' ' -f1)
  cp "$scratch/index/left/left-1.0-py3-none-any.whl" "$scratch/index/left/left-1.0+cpu-py3-none-any.whl"
  {
    printf 'lock-version = "1.0"\r\nnote = """\n = 2021-05-01 "\n"""\nlong = "%0100000d"\n' 0
    printf '[[packages]]\r\nname = "left"\r\nwheels = [ # = 2021-05-01\r\n  {upload-time = 2021-05-01T00:00:00Z,'
    printf ' url = "%s", hashes = {sha256 = "%s"}}\r\n]\r\n' \
      "${index%simple/}files/left/left-1.0%2Bcpu-py3-none-any.whl" "$digest"
    printf "[tool.other]\nwhen = [ # first\n  2021-05-01, '2021-05-01', # 'last\n  10:00:00 ]\n"
  } >"$lock"
  files=$(build "fetchLock $lock")
  rm "$scratch/index/left/left-1.0+cpu-py3-none-any.whl"
  expect files "$(ls "$files")" left-1.0+cpu-py3-none-any.whl
  expect note "$(nix-instantiate --eval -E "(builtins.fromTOML (import $tests/../fetch-lock/quote-dates.nix
    (builtins.readFile $lock))).note")" '" = 2021-05-01 \"\n"'
}
