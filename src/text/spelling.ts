/** How what is spelled in two ways becomes one; each word is tried with all of them. */
const rules: [RegExp, string][] = [
  // Not the other way round: the stemmer cuts -ize off, and would take "organize" for "organ".
  [
    /^(?!(?:cap|down|out|over|re|under|up)?siz|maiz|priz|seiz)(.*)iz(e|ed|er|ers|es|ing|able|ability|ation|ations|ational|ationally)$/,
    "$1is$2",
  ],
  [/lyz(e|ed|er|ers|es|ing|able)$/, "lys$1"],
  [
    /^(dis|mis|un)?(arb|ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|savi|splend|tum|val|vap|vig)our/,
    "$1$2or",
  ],
  [/^((?:centi|deci|kilo|micro|milli|nano)?met|calib|cent|fib|lit|lust|meag|sab|spect|theat|tit)re(s)?$/, "$1er$2"],
  [/^(calib|cent|fib|lust|met|spect)r(ed|ing)$/, "$1er$2"],
  [/^(anal|catal|dial|epil|homol|monol|prol|travel)ogue(s)?$/, "$1og$2"],
  [/^(catal|dial)ogu(ed|er|ers|ing)$/, "$1og$2"],
  [/^(def|lic|off|pret)enc(e|ing)/, "$1ens$2"],
  [/^manoeuvre(s)?$/, "maneuver$1"],
  [/^manoeuvr(ed|ing|able|ability)$/, "maneuver$1"],
  [/^(program)me(s)?$/, "$1$2"],
  [/^(judg)ement/, "$1ment"],
  [/^artefact/, "artifact"],
  [/^sceptic/, "skeptic"],
  [/^(ski|wi)lful/, "$1llful"],
  [/^ageing$/, "aging"],
  [/^aluminium$/, "aluminum"],
  [/^sulph/, "sulf"],
  [/^(s)?moul(d|t)/, "$1mol$2"],
  [/^plough/, "plow"],
  [/^grey/, "gray"],
  [/aem(a|i|o)/, "em$1"],
  [/paed(i|o)/, "ped$1"],
  [/anaesth/, "anesth"],
  [/gynaec/, "gynec"],
  [/^aetiol/, "etiol"],
  [/^caes/, "ces"],
  [/^faec/, "fec"],
  [/^foet/, "fet"],
  [/^oe(dem|soph|str)/, "e$1"],
  [/^coeliac/, "celiac"],
  [/^homoeo/, "homeo"],
  [/rrhoea/, "rrhea"],
  [/pnoea/, "pnea"],
];

/**
 * An English word in the one form that both British and American spelling of it get, so that "behaviour" is found by "behavior". What
 * other languages write alike is changed in texts and in questions alike.
 * @param word in lower case
 */
export const oneSpelling = (word: string): string => rules.reduce((spelled, [one, other]) => spelled.replace(one, other), word);
