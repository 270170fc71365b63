# The commands, from the built distribution: its directory, or its tarball as `fetchurl` gets it.
{
  lib,
  stdenvNoCC,
  makeWrapper,
  bash,
  jre_headless,
  distribution ? ../distribution/target/pip-snapshot,
}:

stdenvNoCC.mkDerivation {
  pname = "pip-snapshot";
  version = "0.1.0-SNAPSHOT";

  src =
    if builtins.isPath distribution && !builtins.pathExists distribution then
      throw ''
        pip-snapshot: there is no distribution at ${toString distribution}.
        Build it in the checkout with `mvn -Dquick -DskipTests package` (a flake sees it only as `path:.`),
        or give the tarball of a release as `distribution`.''
    else
      distribution;

  nativeBuildInputs = [ makeWrapper ];
  buildInputs = [ bash ];

  installPhase = ''
    runHook preInstall

    installation=$out/share/pip-snapshot
    mkdir -p "$out/bin" "$installation"
    cp -r bin lib completions share LICENSE README.md "$installation"
    for command in "$installation"/bin/*; do
      name=''${command##*/}
      makeWrapper "$command" "$out/bin/$name" --set JAVA_HOME ${jre_headless.home or jre_headless}
      mkdir -p "$out/share/bash-completion/completions" "$out/share/zsh/site-functions" "$out/share/man/man1"
      ln -s "$installation/completions/bash/$name" "$out/share/bash-completion/completions/$name"
      ln -s "$installation/completions/zsh/_$name" "$out/share/zsh/site-functions/_$name"
      ln -s "$installation/share/man/man1/$name.1" "$out/share/man/man1/$name.1"
    done

    runHook postInstall
  '';

  meta = {
    description = "A package index as it was at an instant, and what pip takes from it, fixed by hash";
    license = lib.licenses.asl20;
    mainProgram = "snapshot-fetch";
  };
}
