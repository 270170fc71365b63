# Arguments that are no more, or are another tool's, and what to do instead: `NAME` + this.
{
  pypiDataRev = "is mach-nix's; give `date` instead, such as \"2021-05-01\".";
  pypiDataSha256 = "is mach-nix's; give `date` instead, such as \"2021-05-01\".";
  dataOutdated = "is mach-nix's; give `date` instead, such as \"2021-05-01\".";
  condaDataRev = "is mach-nix's; nothing comes from conda here: name projects of the index in `requirements`.";
  condaDataSha256 = "is mach-nix's; nothing comes from conda here: name projects of the index in `requirements`.";
  condaChannelsExtra = "is mach-nix's; nothing comes from conda here: name projects of the index in `requirements`.";
  overrides_pre = "is an old name of mach-nix's; nothing is overridden before installation here, see docs/nix.md.";
  overrides_post = "is an old name of mach-nix's; use `postBuild`, or overrideAttrs of the result.";
  extra_pkgs = "is an old name of mach-nix's; name projects in `requirements`, and use pkgs.mkShell for programs.";
  maxDates = "is not there; `dateFor` gives single projects dates of their own.";
  sha256 = "is not there; `hash` is the hash of the fetched directory.";
  outputHashAlgo = "is always sha256 here; leave it out.";
  outputHashMode = "is always recursive here; leave it out.";
}
