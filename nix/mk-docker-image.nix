# An image that runs an environment's Python. `override` changes what nixpkgs' buildLayeredImage is
# told: image.override (old: { name = "mine"; config = old.config // { Cmd = [ "flask" "run" ]; }; })
{
  lib,
  dockerTools,
  busybox,
  cacert,
}:

environment:

lib.makeOverridable dockerTools.buildLayeredImage {
  name = "python";
  tag = "latest";
  contents = [
    environment
    busybox
  ];
  config = {
    # Its path in the store: beside /bin lies the environment's pyvenv.cfg, which is not for /bin.
    Cmd = [ "${environment}/bin/python" ];
    Env = [
      "PATH=${environment}/bin:/bin"
      "LANG=C.UTF-8"
      "SSL_CERT_FILE=${cacert}/etc/ssl/certs/ca-bundle.crt"
    ];
  };
}
