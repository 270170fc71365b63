# fetchPythonRequirements. Sourced.
# shellcheck shell=bash disable=SC2034,SC2154
fetch_cases=(
  without_hash_the_error_holds_the_command_that_computes_it
  right_hash_gives_the_path_known_before
  wrong_hash_fails
  changed_inputs_with_the_old_hash_fail
)

greeter='requirementsList = [ "greeter" ]; date = "2021-05-01";'

# fetch ARGUMENTS: an expression.
fetch() {
  echo "fetchPythonRequirements { inherit python; fetcherVersion = 1; indexUrl = \"$index\"; $1 }"
}

# Prints what Nix says the hash is.
hash_by_nix() {
  expect_failure "$scratch/hash.log" build "$(fetch "$1 hash = \"$fake_hash\";")" >&2
  sed -n 's/^ *got: *//p' "$scratch/hash.log"
}
fake_hash=sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

# Prints the hash for $greeter, found once.
greeter_hash() {
  [ -s "$scratch/greeter.hash" ] || hash_by_nix "$greeter" >"$scratch/greeter.hash"
  cat "$scratch/greeter.hash"
}

case_without_hash_the_error_holds_the_command_that_computes_it() {
  local command prefetch
  expect_failure "$scratch/log" build "$(fetch "$greeter")"
  command=$(grep -F 'snapshot-fetch' "$scratch/log" | grep -F -- --dest | sed 's/^ *//')
  build python --quiet
  mkdir "$scratch/host"
  PATH=$(build pip-snapshot)/bin:$PATH
  export PATH XDG_CACHE_HOME=$scratch/host/cache
  (cd "$scratch/host" && eval "$command") >"$scratch/host/hash"
  expect 'hash by the command' "$(cat "$scratch/host/hash")" "$(greeter_hash)"
  prefetch=$(build "($(fetch "$greeter")).prefetch")
  expect 'hash by prefetch' "$("$prefetch/bin/prefetch" "$scratch/host/again")" "$(greeter_hash)"
}

case_right_hash_gives_the_path_known_before() {
  local files name
  files=$(built_twice "$(fetch "$greeter hash = \"$(greeter_hash)\";")")
  expect files "$(ls "$files")" \
    $'good_words-1.0-py3-none-any.whl\ngreeter-1.0-py3-none-any.whl'
  expect references "$(nix-store --query --references "$files")" ''
  expect 'mentioned store paths' "$(grep -rl /nix/store "$files")" ''
  name=${files#/nix/store/*-}
  expect 'store path' "$("$(build pip-snapshot)/bin/snapshot-hash" --store-path "$name" "$files")" "$files"
  nix-store --verify-path "$files"
}

case_wrong_hash_fails() {
  expect_failure "$scratch/log" build "$(fetch "$greeter hash = \"$fake_hash\";")"
  expect_in "got:    $(greeter_hash)" "$scratch/log"
}

case_changed_inputs_with_the_old_hash_fail() {
  local hash change
  hash="hash = \"$(greeter_hash)\";"
  build "$(fetch "$greeter $hash")"
  for change in \
    'requirementsList = [ "greeter" "left" ]; date = "2021-05-01";' \
    'requirementsList = [ "greeter" ]; date = "2021-07-01";' \
    "$greeter pipFlags = [ \"--no-deps\" ];"; do
    expect_failure "$scratch/log" build "$(fetch "$change $hash")"
    expect_in 'hash mismatch in fixed-output derivation' "$scratch/log"
  done
}
