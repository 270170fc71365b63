# As nixpkgs' fetchurl: curl in a builder, which sees nothing of Nix' own settings, netrc-file among
# them, and checks certificates only for what it is to give credentials to.
{ lib, mkDerivation, cacert }:

{
  url ? builtins.head urls,
  urls ? [ url ],
  sha256 ? "",
  hash ? "",
  name ? baseNameOf url,
  netrcPhase ? null,
  netrcImpureEnvVars ? [ ],
}:

mkDerivation {
  inherit name urls netrcPhase;
  outputHashMode = "flat";
  outputHashAlgo = if hash == "" then "sha256" else null;
  outputHash = if hash == "" then sha256 else hash;
  impureEnvVars = lib.fetchers.proxyImpureEnvVars ++ [ "NIX_CURL_FLAGS" ] ++ netrcImpureEnvVars;
  certificates = if netrcPhase == null then "/no-cert-file.crt" else "${cacert}/etc/ssl/certs/ca-bundle.crt";
  passthru = { inherit url urls; };
  buildCommand = ''
    options=(--fail --silent --show-error --location)
    if [ -e "$certificates" ]; then
      export SSL_CERT_FILE=$certificates
    else
      options+=(--insecure)
    fi
    if [ -n "''${netrcPhase:-}" ]; then
      eval "$netrcPhase"
      options+=(--netrc-file "$PWD/netrc")
    fi
    for url in $urls; do
      ! curl "''${options[@]}" ''${NIX_CURL_FLAGS:-} --output "$out" "$url" || break
    done
    [ -e "$out" ] || { echo "cannot download $name from any mirror"; exit 1; }
  '';
}
