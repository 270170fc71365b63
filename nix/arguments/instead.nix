# Arguments that are no more, or are another tool's, and what to do instead: `NAME` + this.
rec {
  pypiDataRev = "is mach-nix's; give `date` instead, such as \"2021-05-01\".";
  pypiDataSha256 = "is mach-nix's; give `date` instead, such as \"2021-05-01\".";
  dataOutdated = "is mach-nix's; give `date` instead, such as \"2021-05-01\".";
  condaDataRev = "is mach-nix's; nothing comes from conda here: name projects of the index in `requirements`.";
  condaDataSha256 = "is mach-nix's; nothing comes from conda here: name projects of the index in `requirements`.";
  condaChannelsExtra = "is mach-nix's; nothing comes from conda here: name projects of the index in `requirements`.";
  condaData = "is mach-nix's; nothing comes from conda here: name projects of the index in `requirements`.";
  pypiData = "is mach-nix's; give `date` instead, such as \"2021-05-01\".";
  packagesExtra = "is not there; name projects of the index in `requirements`, put programs and R packages beside the environment with pkgs.mkShell, and sources that you work on with `mkPythonShell { editable = \"src\"; ... }`.";
  pkgsExtra = packagesExtra;
  extra_pkgs = packagesExtra;
  _ = "is not there; what building takes is given for all by `nativeBuildInputs` and `buildInputs`, and what is installed is changed by `postBuild`.";
  overridesPre = "is not there; what building takes is given by `nativeBuildInputs` and `buildInputs`.";
  overridesPost = "is not there; what is installed is changed by `postBuild`, or by overrideAttrs of the result.";
  overrides_pre = overridesPre;
  overrides_post = overridesPost;
  extras = "belongs into the requirement: \"requests[socks]\".";
  disable_checks = "is an old name of mach-nix's; nothing is tested unless `tests` is true.";
  src = "is not there; `mkPython` takes `requirements` of the index, and `mkPythonShell { editable = \"src\"; }` your own sources.";
  maxDates = "is not there; `dateFor` gives single projects dates of their own.";
  sha256 = "is not there; `hash` is the hash of the fetched directory.";
  outputHashAlgo = "is always sha256 here; leave it out.";
  outputHashMode = "is always recursive here; leave it out.";
}
