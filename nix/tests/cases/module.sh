# The NixOS module. Sourced.
# shellcheck shell=bash disable=SC2016,SC2034,SC2154
module_cases=(
  module_starts_a_proxy
)

# Without NixOS: the module's own functions, on what its options would come to.
case_module_starts_a_proxy() {
  local service command package proxy_pid url
  package=$(build pip-snapshot)
  service='(import '$tests'/../module.nix {
    inherit pkgs;
    lib = pkgs.lib // {
      mkOption = option: option;
      mkEnableOption = text: text;
      literalExpression = text: text;
      mkIf = condition: value: if condition then value else { };
      types = builtins.listToAttrs (map (name: { inherit name; value = null; }) [ "package" "str" "path" ])
        // { nullOr = type: type; listOf = type: type; strMatching = pattern: null; };
    };
    config.services.pip-snapshot = {
      enable = true;
      package = "'$package'";
      listen = "127.0.0.1:0";
      date = "2021-05-01";
      indexUrl = "'$index'";
      allowedHosts = [ "packages.example.org" ];
      environmentFile = null;
      extraOptions = [ "--yanked=ignore" ];
    };
  }).config.systemd.services.pip-snapshot'
  command=$(nix-instantiate --eval --json -E "$(with_set "$service.serviceConfig.ExecStart")" |
    "$python" -c 'import json, sys; print(json.load(sys.stdin))')
  exec 4< <(eval "exec ${command//\/var\/cache/$scratch/module-cache}")
  proxy_pid=$!
  # shellcheck disable=SC2064
  trap "kill $proxy_pid" EXIT
  read -r url <&4
  expect_in 'greeter-1.0-py3-none-any.whl' <("$python" -c 'import sys, urllib.request
request = urllib.request.Request(sys.argv[1] + "greeter/", headers={"Host": "packages.example.org"})
print(urllib.request.urlopen(request).read().decode())' "$url")
}
