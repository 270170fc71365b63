# What is said once, at the import, and what mach-nix's names say. Sourced.
# shellcheck shell=bash disable=SC2016,SC2034,SC2154
import_cases=(
  defaults_of_the_import_are_those_of_every_call
  mistakes_in_defaults_are_told_at_the_import
  names_of_mach_nix_say_what_to_do_instead
  arguments_of_mach_nix_work_or_say_what_to_do_instead
  providers_choose_kinds_of_files
  a_wrapped_python_counts_as_what_is_in_it
  other_platforms_are_refused
)

# evaluate EXPRESSION: of the function set.
evaluate() {
  nix-instantiate --eval --strict --read-write-mode -E "$(with_set "$1")"
}

# refused EXPRESSION TEXT: evaluation says it.
refused() {
  expect_failure "$log" evaluate "$1"
  expect_in "$2" "$log"
}

case_defaults_of_the_import_are_those_of_every_call() {
  local defaults="set.withDefaults { date = \"2021-05-01\"; indexUrl = \"$index\"; python = \"python3\"; "
  expect key "$(evaluate "(($defaults }).mkPython { requirements = \"greeter\"; withBuildRequires = false; }).key")" \
    "$(key "$greeter")"
  expect 'a call goes before' "$(evaluate "(($defaults yanked = \"ignore\"; }).fetchPythonRequirements {
    requirements = \"greeter\"; maxDate = \"2021-06-01\"; }).inputs.date")" '"2021-06-01"'
  # Its own hash in the place of all pins, and nothing of the index where there is a source.
  build "($defaults pins = $scratch/none.json; }).mkPythonShell { requirements = \"greeter\";
    withBuildRequires = false; hash = \"$greeter_hash\"; }"
  evaluate "(($defaults pins = $scratch/none.json; }).mkPython { source = $(fetch_greeter); }).name"
}

case_mistakes_in_defaults_are_told_at_the_import() {
  refused '(set.withDefaults { dat = "2021-05-01"; }).mkPython { requirements = "greeter"; }' \
    'import pip-snapshot/nix: there is no argument `dat`. Is `date` meant?'
  refused '(set.withDefaults { date = "2021"; }).mkPython { requirements = "greeter"; }' \
    'import pip-snapshot/nix: `date` must be'
  refused '(set.withDefaults { pypiDataRev = "abc"; }).mkPython { requirements = "greeter"; }' \
    'give `date` instead'
  evaluate '((set.withDefaults { date = "2021-05-01"; condaChannelsExtra = { }; cudaVersion = "11"; }).mkPython {
    requirements = "greeter"; ignoreDataOutdated = true; }).key'
}

case_names_of_mach_nix_say_what_to_do_instead() {
  local name
  for name in buildPythonPackage buildPythonApplication fetchPypiSdist fetchPypiWheel mkOverlay mkNixpkgs \
    mkPythonOverrides pythonWith shellWith dockerImageWith mergeOverrides; do
    refused "set.$name { }" "there is no \`$name\`"
  done
  expect nixpkgs "$(evaluate 'set.nixpkgs.system')" "$(evaluate 'pkgs.system')"
}

case_arguments_of_mach_nix_work_or_say_what_to_do_instead() {
  local argument
  for argument in '_.left.buildInputs.add = [ ]' 'packagesExtra = [ ]' 'overridesPre = [ ]' 'overridesPost = [ ]' \
    'disable_checks = true' 'extra_pkgs = [ ]' 'src = ./.'; do
    refused "mkPython { requirements = \"greeter\"; date = \"2021-05-01\"; $argument; }" \
      "mkPython: \`${argument%%[. ]*}\` "
  done
  refused 'mkPython [ ./. ]' 'mkPython: `packagesExtra` is not there'
  refused 'mkPython { python = "python38"; requirements = "greeter"; }' 'mkPython: there is no `python38`'
  refused 'mkPython { requirements = "greeter"; }' 'mkPython: as of when?'
  refused 'mkPython "greeter"' 'mkPython: takes a set of arguments'
  build "mkPython { requirements = ''
      # a text, and commands
      greeter
    ''; indexUrl = \"$index\"; date = \"2021-05-01\"; hash = \"$greeter_hash\"; withBuildRequires = false;
    python = \"python3\"; ignoreCollisions = true; postBuild = \"touch \$out/built\"; }"
}

case_providers_choose_kinds_of_files() {
  options() {
    evaluate "(fetchPythonRequirements { requirements = \"greeter\"; date = \"2021-05-01\"; providers = $1; }).inputs.options"
  }
  expect default "$(options '"wheel,sdist,nixpkgs"')" '[ ]'
  expect wheels "$(options '{ _default = "wheel"; Good_Words = "sdist,nixpkgs"; }')" \
    '[ "--only-binary=:all:" "--no-binary=good-words" ]'
  expect single "$(options '{ left = [ "sdist" ]; }')" '[ "--no-binary=left" ]'
  refused 'fetchPythonRequirements { requirements = "greeter"; date = "2021-05-01"; providers.left = "nixpkgs"; }' \
    '`providers.left` is "nixpkgs": nothing comes from nixpkgs here'
  refused 'fetchPythonRequirements { requirements = "greeter"; date = "2021-05-01"; providers._default = "sdist,wheel"; }' \
    'cannot prefer source distributions'
  refused 'fetchPythonRequirements { requirements = "greeter"; date = "2021-05-01"; providers = "conda"; }' \
    'nothing comes from conda here'
}

# As python3.withPackages makes them.
case_a_wrapped_python_counts_as_what_is_in_it() {
  local arguments="requirements = \"greeter\"; date = \"2021-05-01\"; hash = \"$greeter_hash\";"
  expect environment \
    "$(evaluate "(mkPython { $arguments python = python // { inherit python; interpreter = \"/wrapper\"; }; }).drvPath")" \
    "$(evaluate "(mkPython { $arguments inherit python; }).drvPath")"
}

case_other_platforms_are_refused() {
  refused "(set.withDefaults { pip-snapshot = set.pip-snapshot; pkgs = pkgs // {
    stdenvNoCC = pkgs.stdenvNoCC // { hostPlatform.system = \"riscv64-linux\"; }; };
    date = \"2021-05-01\"; }).mkPython { requirements = \"greeter\"; }" 'a Python of another platform cannot run in the build'
}
