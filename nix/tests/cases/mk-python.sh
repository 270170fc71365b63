# mkPython. Sourced.
# shellcheck shell=bash disable=SC2034,SC2154
mk_python_cases=(
  environment_of_wheels_and_an_sdist_runs
  collisions_are_reported
  environments_are_tried_if_asked
  requirements_alone_make_an_environment
  files_of_wheels_stay_as_they_are
  hooks_of_inputs_take_no_phase_over
  sdist_without_pyproject_is_built
  nothing_required_on_this_platform_is_an_empty_environment
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
  expect_in 'tests/__init__.py is in left-1.0 and right-1.0; that of left-1.0 stays' "$log"
  build "mkPython { inherit python; source = $source; ignoreCollisions = true; }"
  build "mkPython { inherit python; source = $source; ignoreCollisions = [ \"tests/__init__.py\" ]; }"
  expect_failure "$log" build "mkPython { inherit python; source = $source; ignoreCollisions = [ \"other/*\" ]; }"
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

case_files_of_wheels_stay_as_they_are() {
  local environment arguments
  arguments=$(with_hash 'date = "2021-05-01"; requirementsList = [ "laden" ];')
  environment=$(build "mkPython { inherit python; source = $(fetch "$arguments"); }")
  "$environment/bin/python" - <<'END'
import base64, hashlib, importlib.metadata, pathlib

for file in importlib.metadata.files("laden"):
    content = pathlib.Path(file.locate()).read_bytes()
    if file.hash:
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        assert digest == file.hash.value, file
END
}

case_hooks_of_inputs_take_no_phase_over() {
  local arguments='indexUrl = "'$index'"; date = "2021-05-01"; fetcherVersion = 1;'
  build "mkPython { inherit python; requirements = [ \"greeter\" ]; withBuildRequires = false;
    $arguments hash = \"$greeter_hash\"; nativeBuildInputs = [ pkgs.cmake ]; }"
}

case_sdist_without_pyproject_is_built() {
  local environment arguments
  arguments=$(with_hash 'date = "2021-05-01"; requirementsList = [ "legacy" ]; withBuildRequires = true;')
  environment=$(build "mkPython { inherit python; source = $(fetch "$arguments"); }")
  expect legacy "$("$environment/bin/python" -c 'import legacy; legacy.main()')" 'of old'
}

case_nothing_required_on_this_platform_is_an_empty_environment() {
  local arguments environment
  arguments=$(with_hash "date = \"2021-05-01\"; requirementsList = [ \"left; python_version < '3'\" ];")
  environment=$(build "mkPython { inherit python; source = $(fetch "$arguments"); }")
  "$environment/bin/python" -c pass
  expect names "$(ls "$(build "($(fetch "$arguments")).names")")" ""
}

case_environments_are_tried_if_asked() {
  local arguments
  arguments=$(with_hash 'date = "2021-05-01"; requirementsList = [ "greeter" ]; pipFlags = [ "--no-deps" ];')
  expect_failure "$log" build "mkPython { inherit python; source = $(fetch "$arguments"); tests = true; }"
  expect_in 'greeter 1.0 requires good-words, which is not installed' "$log"

  arguments=$(with_hash 'date = "2021-05-01"; requirementsList = [ "sulky" ];')
  expect_failure "$log" build "mkPython { inherit python; source = $(fetch "$arguments"); tests = true; }"
  expect_in 'tests: importing sulky of sulky 1.0 fails: RuntimeError: not today' "$log"
  build "mkPython { inherit python; source = $(fetch_greeter); tests = true; }"
}
