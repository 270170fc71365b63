# The types of the arguments that decide which files are fetched; request.nix has their defaults.
{ types }:

let
  undated = [ "show" "hide" "match" "refuse" ];
in

{
  inherit (types) date python fetcherVersion pipVersion pipFlags requirements providers;
  maxDate = types.date;
  requirementsList = types.texts;
  requirementsFiles = types.places;
  constraintsFiles = types.places;
  onlyBinary = types.formats;
  noBinary = types.formats;
  platforms = types.texts;
  withBuildRequires = types.flag;
  dateFor = types.dates;
  buildDate = types.date;
  yanked = types.oneOf [ "honour" "ignore" ];
  missingUploadTime = types.oneOf undated;
  missingUploadTimeFor = types.choices undated;
  indexUrl = types.index;
  extraIndexes = types.indexes;
  allowDirectHosts = types.texts;
}
