# Pins, which snapshot-fetch writes and fetchPythonRequirements finds. Sourced.
# shellcheck shell=bash disable=SC2034,SC2154
pins_cases=(
  missing_pin_is_an_error_with_the_command_that_adds_it
  pin_file_that_git_does_not_know_is_told
  pin_program_writes_where_the_expression_looks
  keys_are_the_same_here_and_there
  keys_are_the_same_for_odd_spellings
  pin_files_that_are_none_are_told
)

# with_commands: snapshot-fetch, and a cache of its own.
with_commands() {
  build python --quiet
  PATH=$(build pip-snapshot)/bin:$PATH
  export PATH XDG_CACHE_HOME=$1/cache
}

# add_pin EXPRESSION DIRECTORY: by the command that evaluation says.
add_pin() {
  local command
  expect_failure "$log" build "$1"
  command=$(grep -F 'snapshot-fetch' "$log" | grep -F -- --pin= | sed 's/^ *//')
  (cd "$2" && eval "$command")
}

case_missing_pin_is_an_error_with_the_command_that_adds_it() {
  local directory=$scratch/pins expression hash other
  mkdir "$directory"
  with_commands "$directory"
  expression=$(fetch "$greeter pins = $directory/pins.json;")
  hash=$(add_pin "$expression" "$directory")
  expect hash "$hash" "$greeter_hash"
  expect files "$(ls "$(build "$expression")")" \
    $'good_words-1.0-py3-none-any.whl\ngreeter-1.0-py3-none-any.whl'

  other=$(fetch "requirementsList = [ \"left\" ]; date = \"2021-05-01\"; pins = $directory/pins.json;")
  expect_failure "$log" build "$other"
  expect_in "has no pin in $directory/pins.json" "$log"
  PATH=/usr/bin:/bin "$(build "($other).prefetch")/bin/prefetch" "$directory/left" --pin "$directory/pins.json"
  build "$other"
  build "$expression"
}

case_pin_file_that_git_does_not_know_is_told() {
  local directory=$scratch/unknown
  mkdir "$directory"
  # As a flake sees it: a copy, without what is not tracked.
  expect_failure "$log" build "$(fetch "requirementsList = [ \"left\" ]; date = \"2021-05-01\";
    pins = builtins.path { path = $directory; name = \"source\"; } + \"/pins.json\";")"
  expect_in 'Git does not know it: git add pins.json' "$log"
}

case_pin_program_writes_where_the_expression_looks() {
  local directory=$scratch/program expression
  mkdir "$directory"
  expression="mkPython { requirements = \"greeter\"; date = \"2021-05-01\"; indexUrl = \"$index\"; pins = $directory/pins.json; }"
  (export XDG_CACHE_HOME=$directory/cache; cd / && PATH=/usr/bin:/bin "$(build "($expression).pin")/bin/pin")
  expect left "$(ls "$directory")" $'cache\npins.json'
  expect greet "$("$(build "$expression")/bin/greet")" 'good day'
}

case_keys_are_the_same_here_and_there() {
  local directory=$scratch/odd expression
  mkdir -p "$directory/more"
  with_commands "$directory"
  cat >"$directory/all.txt" <<'END'
# What is wanted
left \
  ==1.0  # "quoted" \ é

--prefer-binary
-r more/base.txt
END
  printf '%s\r\n' 'right<2 ; python_version > "3"' '-c limits.txt' >"$directory/more/base.txt"
  printf '%s' 'right!=7' >"$directory/more/limits.txt"
  expression=$(fetch "
    requirementsList = [ \" greeter[extra]>=0, <2 \" ];
    requirementsFiles = [ $directory/all.txt ];
    constraintsFiles = [ $directory/more/limits.txt ];
    date = \"2021-05-01T02:00:00+02:00\";
    dateFor = { Good_Words = \"@1619827200\"; };
    buildDate = \"2021-06-01\";
    noBinary = [ \"brewed\" ];
    pipFlags = [ \"--progress-bar=off\" \"--pre\" ];
    yanked = \"ignore\";
    missingUploadTime = \"hide\";
    missingUploadTimeFor = { Good_Words = \"show\"; };
    withBuildRequires = true;
    allowDirectHosts = [ \"Z.example\" \"a.example\" ];
    extraIndexes.own = { url = \"$index\"; owns = [ \"Left_*\" \"right\" ]; };
    pins = $directory/pins.json;
  ")
  expect_same_key "$expression" "$directory"
  build "$expression"
}

# expect_same_key EXPRESSION DIRECTORY: whose pins.json has no pin yet.
expect_same_key() {
  add_pin "$1" "$2"
  expect key "$(nix-instantiate --eval --read-write-mode -E "$(with_set "($1).key")")" \
    "\"$("$python" -c 'import json, sys; print(*json.load(sys.stdin)["pins"])' <"$2/pins.json")\""
}

case_keys_are_the_same_for_odd_spellings() {
  local directory=$scratch/odder expression
  mkdir -p "$directory"
  with_commands "$directory"
  # A mark, an ideographic space, and options that snapshot-fetch has itself.
  printf '\357\273\277left==1.0\343\200\200\r\n-r "my file.txt"\n' >"$directory/marked.txt"
  printf '%s\n' "--constraint='more files/limits.txt'" 'right' >"$directory/my file.txt"
  mkdir "$directory/more files"
  echo 'right!=7' >"$directory/more files/limits.txt"
  expression=$(fetch "
    requirementsFiles = [ $directory/marked.txt ];
    requirements = \"good-words \\\\\\n ==1.0\\n--prefer-binary\\n\";
    date = \"2021-05-01\";
    onlyBinary = true;
    buildDate = \"2021-06-01\";
    platforms = [ \"any\" ];
    pipFlags = [ \"--progress-bar=off\" \"--pre\" \"--abi=none\" \"--python-version=3.11\" \"--platform=linux_x86_64\" ];
    pins = $directory/pins.json;
  ")
  expect_same_key "${expression/http:/HTTP:}" "$directory"
  build "${expression/http:/HTTP:}"
}

case_pin_files_that_are_none_are_told() {
  local file=$scratch/broken.json expression key
  expression=$(fetch "$greeter pins = $file;")
  key=$(key "$greeter" | tr -d '"')
  # broken TEXT MESSAGE
  broken() {
    printf '%s' "$1" >"$file"
    expect_failure "$log" build "$expression"
    expect_in "$file $2" "$log"
  }
  broken '' 'is empty'
  broken '[]' 'is no pin file'
  broken $'{\n<<<<<<< HEAD\n' 'has the marks of a merge conflict'
  broken '{"version": 99, "pins": {}}' 'has version 99'
  broken '{"version": 1}' "has no object 'pins'"
  broken "{\"version\": 1, \"pins\": {\"$key\": {\"hash\": null}}}" 'has no hash'
  broken "{\"version\": 1, \"pins\": {\"$key\": {}}}" 'has no hash'
}
