# The same bytes from every build. Sourced.
# shellcheck shell=bash disable=SC2034,SC2154
reproducible_cases=(
  every_derivation_comes_out_the_same_twice
)

case_every_derivation_comes_out_the_same_twice() {
  local lock=$scratch/pylock.all.toml files derivations
  lock "$lock" --with-build-requires greeter brewed
  files=$(fetch "$(with_hash 'withBuildRequires = true; date = "2021-05-01";
    requirementsList = [ "greeter" "brewed" ]; name = "all-kinds";')")
  nix-instantiate -E "$(with_set "import $tests/every-derivation.nix {
    inherit pkgs set;
    samples = {
      inherit pip-snapshot;
      fetchPythonRequirements = $files;
      fetchLock = fetchLock $lock;
      mkPython = mkPython { inherit python; source = $files; };
      mkPythonShell = mkPythonShell { source = $files; editable = \"src\"; };
      mkDockerImage = mkDockerImage { source = $files; };
    };
  }")" >"$scratch/samples"
  # Not only what the samples are, also what goes into them: wrappers, links, single files; but for the
  # pip that PyPI has.
  xargs nix-store --query --requisites <"$scratch/samples" | grep '\.drv$' |
    grep -v 'pip-[0-9.]*-py3-none-any\.whl\.drv$' >"$scratch/derivations"
  mapfile -t derivations <"$scratch/derivations"
  nix-store --realise "${derivations[@]}"
  nix-store --realise --check "${derivations[@]}"
}
