# Null for an instant that snapshot-fetch takes for --date; else what to write.
text:

let
  day = builtins.match "([0-9]{4})-([0-9]{2})-([0-9]{2})([Tt ](.*))?" text;
  time = builtins.match "([0-9]{2}):([0-9]{2})(:([0-9]{2})([.][0-9]{1,9})?)?([Zz]|[+-]([0-9]{2}):([0-9]{2}))";

  number = digits: builtins.fromJSON (builtins.head (builtins.match "0*([0-9]+)" digits));
  part = at: number (builtins.elemAt day at);

  divides = divisor: year: year / divisor * divisor == year;
  leap = year: divides 4 year && (!divides 100 year || divides 400 year);
  days =
    month: year:
    if month == 2 then
      (if leap year then 29 else 28)
    else if builtins.elem month [ 4 6 9 11 ] then
      30
    else
      31;
  isDay =
    let
      month = part 1;
    in
    month >= 1 && month <= 12 && part 2 >= 1 && part 2 <= days month (part 0);

  isTime =
    found:
    let
      below = at: limit: builtins.elemAt found at == null || number (builtins.elemAt found at) < limit;
    in
    found != null && below 0 24 && below 1 60 && below 3 60 && below 6 19 && below 7 60;

  written = "a date such as \"2021-05-01\", which is midnight UTC, or \"2021-05-01T12:00:00Z\"";
in

if !builtins.isString text then
  "a text: ${written}"
else if builtins.match "@[0-9]{1,12}" text != null then
  null
else if builtins.match "[0-9]{4}(-[0-9]{1,2})?" text != null then
  "${written} (a date has a day)"
else if day == null then
  written
else if !isDay then
  "${written} (there is no such day)"
else if builtins.elemAt day 3 == null || isTime (time (builtins.elemAt day 4)) then
  null
else
  "${written} (a time has hours, minutes and a zone)"
