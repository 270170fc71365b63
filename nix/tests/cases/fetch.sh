# fetchPythonRequirements. Sourced.
# shellcheck shell=bash disable=SC2034,SC2154
fetch_cases=(
  without_hash_the_error_holds_the_command_that_computes_it
  right_hash_gives_the_path_known_before
  wrong_hash_fails
  changed_inputs_with_the_old_hash_fail
  nested_requirements_files_count
  output_is_the_same_wherever_and_as_whoever
  host_settings_do_not_get_in
  pip_configuration_of_the_host_does_not_get_in
  nothing_but_the_index_is_asked
  running_proxy_lends_its_cache
  credentials_come_from_netrc
  spelling_of_inputs_does_not_matter
  options_are_no_requirements
  passwords_do_not_get_into_the_store
  authorities_are_named_where_no_attribute_is_a_variable
  mistakes_in_arguments_are_told_by_name
  every_argument_has_a_type
  a_text_is_read_as_a_requirements_file
  a_project_file_gives_its_dependencies
  a_line_may_name_the_index_in_use
  tools_reach_the_fetch_of_an_environment
  names_follow_an_override
  four_at_once
  names_lead_to_files
  files_added_to_the_store_need_no_network
)

greeter='requirementsList = [ "greeter" ]; date = "2021-05-01";'

# fetch ARGUMENTS: an expression.
fetch() {
  echo "fetchPythonRequirements { inherit python; fetcherVersion = 1; indexUrl = \"$index\"; $1 }"
}

fake_hash=sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

# Sets greeter_hash to what Nix says it is.
learn_greeter_hash() {
  expect_failure "$log" build "$(fetch "$greeter hash = \"$fake_hash\";")"
  greeter_hash=$(sed -n 's/^ *got: *//p' "$log")
}

# fetch_greeter [ARGUMENTS]: an expression, with the right hash.
fetch_greeter() {
  fetch "$greeter hash = \"$greeter_hash\"; ${1:-}"
}

case_without_hash_the_error_holds_the_command_that_computes_it() {
  local command prefetch
  expect_failure "$log" build "$(fetch "$greeter")"
  command=$(grep -F 'snapshot-fetch' "$log" | grep -F -- --dest | sed 's/^ *//')
  build python --quiet
  mkdir "$scratch/host"
  PATH=$(build pip-snapshot)/bin:$PATH
  export PATH XDG_CACHE_HOME=$scratch/host/cache
  (cd "$scratch/host" && eval "$command") >"$scratch/host/hash"
  expect 'hash by the command' "$(cat "$scratch/host/hash")" "$greeter_hash"
  prefetch=$(build "($(fetch "$greeter")).prefetch")
  expect 'hash by prefetch' "$(TMPDIR=$scratch/host "$prefetch/bin/prefetch")" "$greeter_hash"
  expect 'left behind' "$(ls "$scratch/host")" $'cache\nhash\nwheels'
}

case_right_hash_gives_the_path_known_before() {
  local files name
  files=$(built_twice "$(fetch_greeter)")
  expect files "$(ls "$files")" \
    $'good_words-1.0-py3-none-any.whl\ngreeter-1.0-py3-none-any.whl'
  expect references "$(nix-store --query --references "$files")" ''
  expect 'mentioned store paths' "$(grep -rl /nix/store "$files")" ''
  name=${files#/nix/store/*-}
  expect 'store path' "$("$(build pip-snapshot)/bin/snapshot-hash" --store-path "$name" "$files")" "$files"
  nix-store --verify-path "$files"
}

case_wrong_hash_fails() {
  expect_failure "$log" build "$(fetch "$greeter hash = \"$fake_hash\";")"
  expect_in "got:    $greeter_hash" "$log"
}

case_changed_inputs_with_the_old_hash_fail() {
  local hash change
  hash="hash = \"$greeter_hash\";"
  build "$(fetch "$greeter $hash")"
  for change in \
    'requirementsList = [ "greeter" ]; date = "2021-07-01";' \
    "$greeter pipFlags = [ \"--no-deps\" ];"; do
    expect_failure "$log" build "$(fetch "$change $hash")"
    expect_in 'hash mismatch in fixed-output derivation' "$log"
  done
}

case_nested_requirements_files_count() {
  local folder=$scratch/nested files old new hash
  mkdir -p "$folder/more"
  printf '%s\n' '# comment' '-r more/words.txt' "greeter \\" '  == 1.0  # pinned' >"$folder/requirements.txt"
  printf '%s\n' 'good.words' '-c ../constraints.txt' >"$folder/more/words.txt"
  echo 'left < 2' >"$folder/constraints.txt"
  files="requirementsFiles = [ $folder/requirements.txt ]; date = \"2021-05-01\";"
  old=$(key "$files")
  hash="hash = \"$greeter_hash\";"
  expect files "$(ls "$(build "$(fetch "$files $hash")")")" \
    $'good_words-1.0-py3-none-any.whl\ngreeter-1.0-py3-none-any.whl'

  echo '# says nothing' >>"$folder/constraints.txt"
  expect 'key after a comment' "$(key "$files")" "$old"
  echo 'right < 2' >>"$folder/constraints.txt"
  new=$(key "$files")
  [ "$new" != "$old" ] || say_failed "a nested file changed and the key did not: $new"

  echo '-r ../requirements.txt' >"$folder/more/words.txt"
  expect_failure "$log" key "$files"
  expect_in 'includes itself' "$log"

  printf 'good_words # \302\205--index-url https://example.org/\n' >"$folder/more/words.txt"
  expect_failure "$log" key "$files"
  expect_in "more/words.txt holds a character at which pip begins another line" "$log"
}

key() {
  nix-instantiate --eval --read-write-mode -E "$(with_set "($(fetch "$1")).key")"
}

case_output_is_the_same_wherever_and_as_whoever() {
  local expression
  expression=$(fetch_greeter)
  build "$expression"
  build "$expression" --check --option sandbox false
  build "$expression" --check --option sandbox false --option build-users-group ''
  [ ! -e /homeless-shelter ] || say_failed 'a build has made /homeless-shelter'
}

case_host_settings_do_not_get_in() {
  local expression
  expression=$(fetch_greeter)
  build "$expression"
  (
    export PIP_INDEX_URL=http://127.0.0.1:9/ PIP_EXTRA_INDEX_URL=http://127.0.0.1:9/
    export PIP_FIND_LINKS=$scratch/index/right PIP_CONSTRAINT=$scratch/none PIP_NO_BINARY=:all:
    export PYTHONPATH=$scratch PYTHONHOME=$scratch PIP_SNAPSHOT_DATE=2020-01-01 PIP_SNAPSHOT_OFFLINE=true
    export PIP_SNAPSHOT_PROXY=
    build "$expression" --check
    build "$expression" --check --option sandbox false
  )
}

# The user's pip.conf and the system's: shown to a sandbox, and, in a mount namespace, without one.
case_pip_configuration_of_the_host_does_not_get_in() {
  local etc=$scratch/noise/etc expression
  export HOME=$scratch/noise/home XDG_CONFIG_HOME=$scratch/noise/home/.config
  mkdir -p "$HOME/.pip" "$XDG_CONFIG_HOME/pip" "$scratch/noise"
  cp -a /etc "$scratch/noise"
  mkdir -p "$etc/xdg/pip"
  tee "$HOME/.pip/pip.conf" "$XDG_CONFIG_HOME/pip/pip.conf" "$etc/xdg/pip/pip.conf" >"$etc/pip.conf" <<END
[global]
index-url = http://127.0.0.1:9/
extra-index-url = http://127.0.0.1:9/
find-links = $scratch/index/right
constraint = $scratch/none
no-binary = :all:
require-hashes = true
[install]
target = $scratch/noise/target
END
  for expression in "$(fetch_greeter)" "mkPython { inherit python; source = $(fetch_greeter); }"; do
    build "$expression"
    build "$expression" --check --option extra-sandbox-paths "/etc/pip.conf=$etc/pip.conf"
    if [ "$(id -u)" = 0 ]; then
      # shellcheck disable=SC2016
      unshare --mount bash -euc 'mount --bind "$1" /etc
        source "$tests/harness.sh"
        build "$2" --check --option sandbox false' noise "$etc" "$expression"
    fi
  done
}

# The proxy variables lead to the index as well, where a way around it would leave a line.
case_nothing_but_the_index_is_asked() {
  local index index_pid
  serve_index "$scratch/nothing-else"
  # shellcheck disable=SC2064
  trap "kill $index_pid" EXIT
  (
    export http_proxy=${index%/simple/} https_proxy=${index%/simple/} all_proxy=${index%/simple/}
    build "$(fetch_greeter)"
  )
  expect requests "$(sort -u "$scratch/nothing-else")" "\
GET /files/good-words/good_words-1.0-py3-none-any.whl
GET /files/greeter/greeter-1.0-py3-none-any.whl
GET /files/pip/pip-25.3-py3-none-any.whl
GET /simple/good-words/
GET /simple/greeter/
GET /simple/pip/"
}

case_running_proxy_lends_its_cache() {
  local package proxy_pid index index_pid
  package=$(build pip-snapshot)
  serve_index "$scratch/behind-proxy"
  exec 4< <(exec "$package/bin/snapshot-proxy" --listen 127.0.0.1:0 --index-url "$index" \
    --cache-dir "$scratch/proxy-cache")
  proxy_pid=$!
  # shellcheck disable=SC2064
  trap "kill $index_pid $proxy_pid" EXIT
  read -r PIP_SNAPSHOT_PROXY <&4
  export PIP_SNAPSHOT_PROXY
  build "$(fetch_greeter)"
  expect 'files asked for' "$(grep -c /files/ "$scratch/behind-proxy")" 3
  build "$(fetch_greeter)" --check
  expect 'files asked for' "$(grep -c /files/ "$scratch/behind-proxy")" 3
}

case_credentials_come_from_netrc() {
  local expression
  expression=$(fetch_greeter "name = \"private\";")
  expression=${expression//$index/${index%simple/}private/simple/}
  expect_failure "$log" build "$expression"
  expect_in 401 "$log"
  printf 'machine 127.0.0.1 login tester password secret-of-the-test\n' >"$scratch/netrc"
  chmod 644 "$scratch/netrc"
  NETRC=/netrc build "$expression" --option extra-sandbox-paths "/netrc=$scratch/netrc"
  expect_failure "$log" grep -r secret-of-the-test "$(nix-instantiate -E "$(with_set "$expression")")"
}

case_four_at_once() {
  local number builds=()
  for number in 1 2 3 4; do
    build "$(fetch_greeter "name = \"one-of-four-$number\";")" &
    builds+=($!)
  done
  for number in "${builds[@]}"; do
    wait "$number"
  done
}

case_names_lead_to_files() {
  local names
  names=$(built_twice "($(fetch_greeter)).names")
  expect names "$(cd "$names" && echo */*)" \
    'good-words/good_words-1.0-py3-none-any.whl greeter/greeter-1.0-py3-none-any.whl'
  "$python" -m zipfile -t "$names/greeter/greeter-1.0-py3-none-any.whl"
}

case_spelling_of_inputs_does_not_matter() {
  expect 'index and dates' \
    "$(key "$greeter dateFor = { good-words = \"2021-04-01\"; }; extraIndexes.own = {
      url = \"https://example.org/simple/\"; owns = [ \"own-*\" ]; };")" \
    "$(key "requirements = \"greeter # which else\"; maxDate = \"2021-05-01\";
      dateFor = { \"Good._Words\" = \"2021-04-01\"; }; extraIndexes.own = {
      url = \"https://example.org/simple\"; owns = [ \"own-*\" ]; };")"
}

case_options_are_no_requirements() {
  local option
  for option in '[ "greeter" " --index-url=https://example.org/" ]' '[ "-rfile" ]' '[ "greeter --pre" ]'; do
    expect_failure "$log" key "requirements = $option; date = \"2021-05-01\";"
    expect_in 'begins with a dash or has an option' "$log"
  done
}

case_passwords_do_not_get_into_the_store() {
  local own="extraIndexes.own = { url = \"https://me:word@example.org/\"; owns = [ \"own\" ]; };"
  expect_failure "$log" key "$greeter $own"
  expect_in 'belong into netrc' "$log"
  expect_failure "$log" nix-instantiate -E "$(with_set "($(fetch "$greeter $own")).prefetch")"
  expect_in 'belong into netrc' "$log"
  own='pipFlags = [ "--global-option=https://me:word@example.org/" ];'
  expect_failure "$log" key "$greeter $own"
  expect_in 'belong into netrc' "$log"

  local line file=$scratch/password.txt
  for line in '--index-url https://me:word@example.org/simple' 'left @ https://me:word@example.org/left.whl' \
    '--extra-index-url="https://word@example.org/simple"'; do
    echo "$line" >"$file"
    expect_failure "$log" key "requirementsFiles = [ $file ]; date = \"2021-05-01\";"
    expect_in 'has a user name in a URL' "$log"
    expect 'password shown' "$(grep word@ "$log")" ''
    expect_failure "$log" key "requirements = builtins.readFile $file; date = \"2021-05-01\";"
    expect_in 'has a user name in a URL' "$log"
    expect 'in the store' "$(grep -ls 'me:word@' /nix/store/*-requirements.txt)" ''
  done
}

case_files_added_to_the_store_need_no_network() {
  local expression name
  expression=$(fetch_greeter "name = \"carried\"; indexUrl = \"http://127.0.0.1:9/simple/\";")
  expression=${expression/indexUrl = \"$index\";/}
  name=$(nix-instantiate --eval --read-write-mode -E "$(with_set "($expression).name")" | tr -d '"')
  mkdir "$scratch/$name"
  cp "$(build "$(fetch_greeter)")"/* "$scratch/$name"
  expect path "$(nix-store --add-fixed --recursive sha256 "$scratch/$name")" "$(build "$expression")"
}

# mistaken ARGUMENTS TEXT: evaluation says it, of greeter with these arguments.
mistaken() {
  expect_failure "$log" key "$1"
  expect_in "fetchPythonRequirements: $2" "$log"
}

# shellcheck disable=SC2016
case_mistakes_in_arguments_are_told_by_name() {
  local date directory=$scratch/mistakes
  for date in '"2021-05"' '""' '"yesterday"' '"2021-05-01 "' '20210501' '"2021-02-29"' '"2021-05-01T12:00:00"'; do
    mistaken "requirements = \"greeter\"; date = $date;" '`date` must be'
  done
  key 'requirements = "greeter"; date = "2020-02-29T23:59:59.5+01:00";'
  mistaken "$greeter maxDate = \"2021-05-02\";" '`date` and `maxDate` are the same'
  mistaken "$greeter yanked = \"honor\";" '`yanked` must be "honour" or "ignore"'
  mistaken "$greeter missingUploadTime = \"keep\";" '`missingUploadTime` must be'
  mistaken "$greeter dateFor = { left = \"2021\"; };" '`dateFor` must be a date'
  mistaken "$greeter requirement = \"left\";" 'there is no argument `requirement`. Is `requirements` meant?'
  mistaken "$greeter pypiDataRev = \"abc\";" '`pypiDataRev` is mach-nix'
  mistaken 'requirementsList = "greeter"; date = "2021-05-01";' '`requirementsList` must be a list of texts'
  mistaken 'requirements = ./requirements.txt; date = "2021-05-01";' '`requirements` must be a text or a list'
  mistaken 'requirementsFiles = ./requirements.txt; date = "2021-05-01";' '`requirementsFiles` must be a list of paths'
  mistaken "$greeter onlyBinary = \"left\";" '`onlyBinary` must be true, false or'
  mistaken "$greeter pipFlags = \"--pre\";" '`pipFlags` must be a list'
  mistaken "$greeter pipFlags = [ \"--abi\" \"cp311\" ];" '`pipFlags` must be a list of long options of pip, values attached'
  mistaken "$greeter platforms = \"any\";" '`platforms` must be a list'
  mistaken "$greeter extraIndexes.own.url = \"https://example.org/\";" '`extraIndexes` must be'
  mistaken "$greeter extraIndexes.\"My Index\" = { url = \"https://example.org/\"; owns = [ \"a\" ]; };" '`extraIndexes` must be'
  index=example.org mistaken "$greeter" '`indexUrl` must be the URL of an index'
  mistaken 'date = "2021-05-01";' 'nothing is required'

  mkdir "$directory"
  printf '# nothing\n\n' >"$directory/comments.txt"
  mistaken "requirementsFiles = [ $directory/comments.txt ]; date = \"2021-05-01\";" 'nothing is required'
  echo '-r https://example.org/more.txt' >"$directory/remote.txt"
  mistaken "requirementsFiles = [ $directory/remote.txt ]; date = \"2021-05-01\";" "$directory/remote.txt takes requirements from a URL"
  echo '-r more.txt' >"$directory/missing.txt"
  mistaken "requirementsFiles = [ $directory/missing.txt ]; date = \"2021-05-01\";" "there is no file $directory/more.txt"

  local python
  for python in '"python38"' '(python.pkgs // { inherit python; })' ./. 3; do
    expect_failure "$log" nix-instantiate --eval -E "$(with_set "fetchPythonRequirements {
      python = $python; fetcherVersion = 1; $greeter }")"
    expect_in "$([ "$python" = '"python38"' ] && echo 'which has python3' || echo '`python` must be a Python of nixpkgs')" "$log"
  done
  expect_failure "$log" nix-instantiate --eval -E "$(with_set 'mkPython { inherit python; sorce = ./.; }')"
  expect_in 'mkPython: there is no argument `sorce`. Is `source` meant?' "$log"
}

case_every_argument_has_a_type() {
  local arguments="{ lib = pkgs.lib; platform = \"x\"; say = null; }"
  expect arguments \
    "$(nix-instantiate --eval --strict -E "$(with_set "builtins.attrNames (import $tests/../fetch-python-requirements/arguments.nix {
      types = import $tests/../arguments/types.nix { inherit (pkgs) lib; }; })")")" \
    "$(nix-instantiate --eval --strict -E "$(with_set "builtins.attrNames (builtins.functionArgs
      (import $tests/../fetch-python-requirements/request.nix $arguments))")")"
}

case_a_text_is_read_as_a_requirements_file() {
  local text hash digest
  text='greeter \\\n  == 1.0  # of old\n\ngood.words # pinned \\\n'
  expect files "$(ls "$(build "$(fetch "requirements = \"$text\"; date = \"2021-05-01\"; hash = \"$greeter_hash\";")")")" \
    $'good_words-1.0-py3-none-any.whl\ngreeter-1.0-py3-none-any.whl'

  digest=$(sha256sum "$scratch/index/good-words/good_words-1.0-py3-none-any.whl" | cut -d' ' -f1)
  text="good-words==1.0 \\\\\n    --hash=sha256:$digest \\\\\n    --hash=sha256:${digest//[0-9]/0}\n"
  hash=$(with_hash "requirements = \"$text\"; date = \"2021-05-01\";")
  expect files "$(ls "$(build "$(fetch "$hash")")")" good_words-1.0-py3-none-any.whl
  expect_failure "$log" key 'requirements = "left\n-r more.txt"; date = "2021-05-01";'
  expect_in 'in no directory' "$log"
}

case_tools_reach_the_fetch_of_an_environment() {
  local files
  files=$(nix-instantiate -E "$(with_set "(mkPython { inherit python; requirements = \"greeter\";
    fetcherVersion = 1; date = \"2021-05-01\"; hash = \"$greeter_hash\";
    nativeBuildInputs = [ pkgs.cmake ]; buildInputs = [ pkgs.bash ]; }).source")")
  expect_in "$(build pkgs.cmake)" "$files"
  expect_in "$(build pkgs.bash)" "$files"
}

case_names_follow_an_override() {
  local other
  other=$(nix-instantiate -E "$(with_set "(($(fetch_greeter)).overrideAttrs (old: { name = \"other\"; })).names")")
  expect_in other-names "$other"
}

case_a_project_file_gives_its_dependencies() {
  local project=$scratch/declared/pyproject.toml
  mkdir "$scratch/declared"
  cat >"$project" <<'END'
[project]
name = "mine"
dependencies = [ # of old
  " greeter ",
]
[tool.other]
since = 2021-05-01
END
  expect key "$(key "requirementsFiles = [ $project ]; date = \"2021-05-01\";")" "$(key "$greeter")"
  sed -i 's/^name = "mine"/dynamic = [ "dependencies" ]/' "$project"
  expect_failure "$log" key "requirementsFiles = [ $project ]; date = \"2021-05-01\";"
  expect_in 'only a build tells its dependencies' "$log"
  echo '[tool.other]' >"$project"
  expect_failure "$log" key "requirementsFiles = [ $project ]; date = \"2021-05-01\";"
  expect_in 'it has no [project]' "$log"
}

case_a_line_may_name_the_index_in_use() {
  local file=$scratch/index-line.txt
  printf '%s\n' "--index-url ${index%/}" greeter >"$file"
  key "requirementsFiles = [ $file ]; date = \"2021-05-01\";"
  key "requirements = builtins.readFile $file; date = \"2021-05-01\";"
  sed -i 's|http:|HTTP:|' "$file"
  key "requirementsFiles = [ $file ]; date = \"2021-05-01\";"
  echo '--index-url https://example.org/simple/' >"$file"
  expect_failure "$log" key "requirementsFiles = [ $file ]; date = \"2021-05-01\";"
  expect_in 'names another place to take files from' "$log"
}

case_authorities_are_named_where_no_attribute_is_a_variable() {
  # As with structured attributes, which the stub's builder does not have.
  nix-instantiate --eval --read-write-mode -E "$(with_set "
    let fetched = $(fetch "$greeter hash = \"$greeter_hash\";"); in
    assert ! fetched ? SSL_CERT_FILE; fetched.buildCommand")" >"$log"
  expect_in 'export SSL_CERT_FILE=' "$log"
}
