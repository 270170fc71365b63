# mkPython. Sourced.
# shellcheck shell=bash disable=SC2034,SC2154
mk_python_cases=(
  environment_of_wheels_and_an_sdist_runs
  collisions_are_reported
  requirements_alone_make_an_environment
)

# with_hash ARGUMENTS: they and the hash that Nix finds for them.
with_hash() {
  expect_failure "$log" build "$(fetch "$1 hash = \"$fake_hash\";")" >&2
  expect_in 'hash mismatch' "$log" >&2
  echo "$1 hash = \"$(sed -n 's/^ *got: *//p' "$log")\";"
}

case_environment_of_wheels_and_an_sdist_runs() {
  local arguments environment
  arguments=$(with_hash 'withBuildRequires = true; date = "2021-05-01";
    requirementsList = [ "greeter" "numpy" "brewed" ];')
  environment=$(built_twice "mkPython { inherit python; source = $(fetch "$arguments"); }")
  expect greet "$("$environment/bin/greet")" 'good day'
  expect brew "$("$environment/bin/brew")" 'brewed from source'
  expect numpy "$("$environment/bin/python" -c 'import numpy; print((numpy.eye(3) * 2).sum())')" 6.0
  expect 'compiled files' "$(find "$environment" -name '*.pyc' | wc -l)" \
    "$(find "$environment" -name '*.py' | wc -l)"
  expect 'build requirements' "$(find "$environment" -name '*setuptools*')" ''
  expect references "$(nix-store --query --references "$environment" | grep -v -e python -e -env$)" ''
}

case_collisions_are_reported() {
  local arguments source
  arguments=$(with_hash 'date = "2021-05-01"; requirementsList = [ "left" "right" ];')
  source=$(fetch "$arguments")
  expect_failure "$log" build "mkPython { inherit python; source = $source; }"
  expect_in 'tests/__init__.py is in left-1.0 and right-1.0' "$log"
  build "mkPython { inherit python; source = $source; ignoreCollisions = true; }"
}

case_requirements_alone_make_an_environment() {
  local arguments="withBuildRequires = false; fetcherVersion = 1; indexUrl = \"$index\"; date = \"2021-05-01\";"
  local environment
  local expression="mkPython { python = \"python3\"; requirements = ''
      # a text as for mach-nix
      greeter
    ''; $arguments hash = \"$greeter_hash\"; }"
  environment=$(build "$expression")
  expect greet "$("$environment/bin/greet")" 'good day'
  expression="($expression).overrideAttrs (old: { installPhase = old.installPhase + \"touch \$out/more\"; })"
  environment=$(build "$expression")
  expect 'interpreter of the overridden' \
    "$(nix-instantiate --eval --read-write-mode -E "$(with_set "($expression).interpreter")")" \
    "\"$environment/bin/python\""
  [ -e "$environment/more" ] || say_failed 'the override is without effect'
  expect_failure "$log" build "mkPython { inherit python; source = ./.; $arguments }"
  expect_in 'either source or requirements' "$log"
}
