# The package. Sourced.
# shellcheck shell=bash disable=SC2034,SC2154
package_cases=(
  package_runs_without_any_environment
  package_comes_from_a_tarball_too
  package_says_what_is_missing
  package_finds_what_tells_the_version_of_its_java
)

case_package_runs_without_any_environment() {
  local package version
  package=$(built_twice pip-snapshot)
  version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' "$tests/../../pom.xml")
  expect version "$(env -i "$package/bin/snapshot-fetch" --version)" "snapshot-fetch $version"
  expect name "${package#*-}" "pip-snapshot-$version"
  expect_in SNAPSHOT-FETCH "$package/share/man/man1/snapshot-fetch.1"
  expect hash "$(env -i "$package/bin/snapshot-hash" "$tests")" "$(nix hash path "$tests")"
}

case_package_comes_from_a_tarball_too() {
  local directory
  directory=$(build pip-snapshot)
  mkdir -p "$scratch/release/pip-snapshot"
  cp -r "$directory"/share/pip-snapshot/. "$scratch/release/pip-snapshot"
  tar -czf "$scratch/release.tar.gz" -C "$scratch/release" pip-snapshot
  distribution=$scratch/release.tar.gz
  expect content \
    "$(nix hash path "$(build pip-snapshot)/share/pip-snapshot")" \
    "$(nix hash path "$directory/share/pip-snapshot")"
}

case_package_says_what_is_missing() {
  distribution=$scratch/none
  expect_failure "$log" build pip-snapshot
  expect_in 'mvn -Dquick -DskipTests package' "$log"
}

# Without it each command asks another JVM first.
case_package_finds_what_tells_the_version_of_its_java() {
  local home
  home=$(sed -n 's|^export JAVA_HOME=||p' "$(build pip-snapshot)/bin/snapshot-hash")
  expect_in JAVA_VERSION "$home/release"
}
