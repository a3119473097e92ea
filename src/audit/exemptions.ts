/** A kind of number that is no claim about anything: a name, a date, an ordinal, a reference. */
export interface Exemption {
  name: string;
  /** Why it needs no binding. */
  reason: string;
  /** What is exempt in a text; a number counts as exempt where one match covers all its digits. */
  pattern: RegExp;
}

// Every pattern is linear in the text: each quantifier is bounded or followed by what it cannot match itself.

const WORD = String.raw`[A-Za-z0-9²³¹⁰-⁹₀-₉_]`;
const START = `(?<!${WORD})`;
const END = `(?!${WORD})`;
const MONTH = String.raw`(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`;
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?`;
const YEAR = String.raw`(?:1[89]\d\d|20\d\d|2100)`;

/** Words ending in "s", except those in -ss, -us, -is, which are mostly singular, and the likes of "has". */
const PLURAL = String.raw`(?!(?:as|has|was|does|towards|always|perhaps|besides|sometimes|afterwards|whereas)\b)[a-z][a-z-]*(?<![siu])s\b`;
const FUNCTION_WORD = String.raw`(?:a|an|the|and|or|but|than|then|that|which|who|when|where|while|as|if|so|in|on|at|by|for|from|to|of|with|without|within|after|before|since|until|through|over|under|into|about|against|between|among|per|via|is|are|was|were|be|been|has|had|have|did|does|can|could|will|would|may|it|its|they|their|we|our|he|his|she|her|there|these|those|this|all|some|no|not|many|most|few|several|only|also|still|both|each|every|other)\b`;
const UNIT = String.raw`(?:%|‰|°|(?:percent|per cent|times|ms|µs|ns|s|min|h|hours?|days?|kB|MB|GB|TB|KiB|MiB|GiB|bytes?|bits?|Hz|kHz|MHz|GHz|mm|cm|m|km|µm|nm|mg|g|kg|px|pixels?|fps|K|V|W|J)(?![A-Za-z0-9²³¹⁰-⁹₀-₉]))`;
/** What makes a number a quantity: a decimal part, a unit, a factor, or things that are counted. */
const QUANTITY = String.raw`(?:[.,:]?[0-9]|\s?${UNIT}|\s?[×x]\s?[0-9]|-[A-Za-z]|\s{1,2}${PLURAL}|\sof\s(?:them|these|those|\.?[0-9]|\ufffc))`;
const QUANTITY_OR_ADJECTIVE = String.raw`(?:${QUANTITY}|\s{1,2}(?!${FUNCTION_WORD})[a-z][a-z-]*\s{1,2}${PLURAL})`;
/** What announces an amount, not a date. */
const AMOUNT_WORD = String.raw`(?:[Aa]bout|[Rr]oughly|[Aa]pproximately|[Nn]early|[Aa]lmost|[Ee]xactly|[Tt]han|[Ll]east|[Mm]ost|[Oo]nly|[Hh]as|[Hh]ave|[Hh]ad|[Cc]ontains?|[Hh]olds?|[Cc]osts?|[Tt]akes?|[Nn]eeds?|[Uu]ses?|[Tt]otals?|(?:[Tt]otal|[Ss]um|[Ss]ample|[Nn]umber|[Cc]ount|[Ss]ize|[Ww]idth|[Hh]eight|[Ll]ength|[Ss]core|[Aa]ccuracy)(?:\s(?:of|is|was))?|(?:[Tt]rained|[Tt]ested|[Ee]valuated|[Ff]itted)\son|[Ff]irst|[Ll]ast|[Rr]emaining|[Aa]ll|[Ee]pochs?:|[Ss]teps?:|[Ss]ize:)`;
/** `3`, `4.1`, `2a`, `A.3`: the number of a part of a text; `0.87` and `97.31` are none. */
const LABEL = String.raw`(?:[A-Z]\.?)?(?:0(?!\.[0-9])|[1-9]\d{0,3}(?!\.[0-9])|[1-9]\d?(?:\.[1-9]\d?(?![0-9])){1,3})(?:[a-z](?![A-Za-z]))?(?![A-Za-z])(?!${QUANTITY})`;
/** The number of one of several things. */
const INDEX = String.raw`(?:0|[1-9]\d?)(?:[a-z](?![A-Za-z]))?(?![A-Za-z])(?!${QUANTITY})`;
const FURTHER = String.raw`(?!\s(?:of|out)\b)`;
/** Of one part, or of two or a range of them. */
const one = (label: string): string =>
  String.raw`\(?${label}\)?(?:(?:\s?[–—-]\s?|\s(?:and|or|to|through|&)\s)\(?${label}\)?${FURTHER})?`;
/** Of several: with commas only where "and" or nothing follows the last, as `Table 2, 97 are` goes on otherwise. */
const several = (label: string): string =>
  String.raw`\(?${label}\)?(?:\s?[–—-]\s?${label})?(?:,\s?\(?${label}\)?(?:\s?[–—-]\s?${label})?){0,50}(?:,?\s(?:and|or|to|through|&)\s\(?${label}\)?${FURTHER}|\s?[–—-]\s?${label}|(?=\s?[).;\]]|$))`;
const VERSION = String.raw`[1-9]\d{0,3}(?:\.\d{1,4}){0,3}(?!${WORD})(?!${QUANTITY})`;
/** What within a sentence may be capitalised, and is no name. */
const NO_NAME = String.raw`(?!(?:Accuracy|Precision|Recall|Loss|Error|Score|Mean|Median|Average|Total|Rate|${MONTH})\b)`;

const EXTENSION =
  '(?:md|csv|tsv|json|jsonl|ya?ml|toml|xml|ts|js|mjs|py|ipynb|r|txt|log|png|jpe?g|gif|svg|webp|pdf|html?|css|tex|bib|zip|gz|tar|npz?|h5|pt|onnx|bin|mat|wav|mp3|mp4|safetensors|parquet)';
/** Parts of a text, one and several. */
const PART = String.raw`(?:figure|fig\.?|table|tab\.|section|sec\.|chapter|chap\.|ch\.|part|equation|eq\.|page|p\.|line|question|exercise|assignment|problem|task|item|note|footnote|appendix|algorithm|theorem|lemma|definition|proposition|listing|volume|vol\.|no\.|nr\.|№|issue|paper|lecture|rule|sheet|article|room)`;
const PARTS = String.raw`(?:figures|figs\.?|tables|tabs\.|sections|secs\.|chapters|chaps\.|parts|equations|eqs\.|pages|pp\.|lines|questions|exercises|assignments|problems|tasks|items|notes|footnotes|appendices|algorithms|theorems|lemmas|definitions|propositions|listings|volumes|vols\.|nos\.|issues|papers|lectures|rules|sheets|articles|rooms)`;
/** Things that are told apart by a number, unless another word did so: "in the second case 97". */
const TOLD_APART = String.raw`(?<!\b(?:this|that|each|every|either|other|our|one|any|which|first|second|third|last|next|former|latter|best|worst)\s{1,2})`;
const THING = String.raw`(?:number|experiment|case|run|model|layer|class|digit|level|phase|stage|week|day|year|group|option|type|category)`;
const THINGS = String.raw`(?:numbers|experiments|cases|runs|models|layers|classes|digits|levels|phases|stages|weeks|days|years|groups|options|types|categories)`;
/** Several things have a range or a list of numbers: "of the digits 97 are right" has none. */
const INDICES = String.raw`${INDEX}(?=\s?[–—-]\s?\d|,\s?\d|\s(?:and|or|to|through|&)\s\d)`;
const PRODUCT = String.raw`(?:Node(?:\.js)?|Python|TensorFlow(?:\.js)?|PyTorch|Keras|JAX|NumPy|SciPy|CUDA|cuDNN|Java|TypeScript|JavaScript|ECMAScript|Unicode|Ubuntu|Debian|Fedora|Windows|macOS|Linux|Android|iOS|Chrome|Firefox|Safari|npm|pip|GCC|Clang|LLVM|Vega(?:-Lite)?|KaTeX|MATLAB|Julia|RTX|GTX|GPT|Claude|Gemini|Gemma|Llama|Mistral|Qwen)`;
const STANDARD = String.raw`(?:(?:CC[ -])?BY(?:-[A-Z]{2}){0,3}|CC|A?GPL|LGPL|MPL|Apache|ISO(?:\/IEC)?|IEC|IEEE|RFC|DIN|EN|PEP|ECMA|HTTP|HTML|CSS|ES|USB|AVX|SSE|ISBN|ISSN|ORCID)`;

const pattern = (...ways: readonly string[]): RegExp => new RegExp(ways.join('|'), 'g');
const anyCase = (...ways: readonly string[]): RegExp => new RegExp(ways.join('|'), 'gi');

/** The rules, those that apply most often first: a text is held against them until no number of it is left. */
export const exemptions: readonly Exemption[] = [
  {
    name: 'identifier',
    reason: 'Digits behind a letter are part of a name: F1, conv2d, SHA-256, ResNet-50, x₁, m².',
    pattern: pattern(
      String.raw`${START}[A-Z][A-Za-z0-9²³¹⁰-⁹₀-₉]*-\d{1,2}\.\d{1,2}${END}`,
      String.raw`(?<![A-Za-z0-9²³¹⁰-⁹₀-₉_-])[A-Za-z_](?:${WORD}|-(?=${WORD}))*`,
      String.raw`${START}[1-4]-?D${END}`,
      String.raw`${START}(?=(?:\d{0,64}[a-f]){2})(?=[a-f]{0,64}\d)[0-9a-f]{7,64}${END}`,
    ),
  },
  {
    name: 'year',
    reason:
      'Four digits from 1800 to 2100, bare, are a year, unless a unit, a plural noun (also behind an adjective) or a word like "about", "only" or "has" makes them a quantity.',
    pattern: pattern(
      String.raw`(?<![A-Za-z0-9²³¹⁰-⁹₀-₉_.,:=<>≈~×/$€£+−±#-]|[=<>≈~×±]\s|\b${AMOUNT_WORD}\s)${YEAR}(?:\s?[–—-]\s?(?:${YEAR}|\d\d(?![0-9])))?(?!${WORD})(?!${QUANTITY_OR_ADJECTIVE})`,
      String.raw`(?<=\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]efore|[Aa]fter|[Dd]uring|year)\s)${YEAR}(?!${WORD})(?!${QUANTITY})`,
    ),
  },
  {
    name: 'date',
    reason: 'A date or a time says when: 2026-11-23, 23 November 2026, November 2017, the 1990s, 10:30.',
    pattern: pattern(
      String.raw`(?<![0-9-])\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![0-9-])`,
      String.raw`(?<![0-9.,/])(?:[0-3]?\d[./][01]?\d[./](?:\d{4}|\d{2})|\d{4}\/[01]\d\/[0-3]\d)(?![0-9/])`,
      String.raw`(?<![0-9.,])${DAY}\.?\s${MONTH}${END}(?:,?\s${YEAR}(?![0-9]))?`,
      String.raw`${START}${MONTH}\s${DAY}(?![0-9]|${QUANTITY_OR_ADJECTIVE})(?:,?\s${YEAR}(?![0-9]))?`,
      String.raw`${START}${MONTH},?\s${YEAR}(?![0-9%]|[.,][0-9])`,
      String.raw`(?<![0-9.,])(?:1[89]|20)?\d0s${END}(?<=(?:\d{4}|['’]\d0)s)`,
      String.raw`(?<![0-9.,:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m${END})?(?![0-9:])`,
      String.raw`(?<![0-9.,])(?:1[0-2]|[1-9])\s?[ap]\.?m${END}`,
    ),
  },
  {
    name: 'reference',
    reason:
      'A number behind the word for a part, a kind or a place is its name: Question 5, section 4.1, pp. 12–14, layer 2, [2], #7.',
    pattern: anyCase(
      // What stands before a word is looked at once, not for each list of words.
      String.raw`${START}(?:${[
        String.raw`${PART}[\s\u00a0]{1,2}${one(LABEL)}`,
        String.raw`${PARTS}[\s\u00a0]{1,2}(?:${several(LABEL)}|${one(LABEL)})`,
        String.raw`${TOLD_APART}${THING}[\s\u00a0]{1,2}${one(INDEX)}`,
        String.raw`${THINGS}[\s\u00a0]{1,2}(?=${INDICES})(?:${several(INDEX)}|${one(INDEX)})`,
        String.raw`(?:step|iteration|epoch)[\s\u00a0]{1,2}\d{1,5}(?![A-Za-z])(?!${QUANTITY})`,
      ].join('|')})`,
      String.raw`§§?\s?(?:${several(LABEL)}|${one(LABEL)})`,
      String.raw`\[[1-9]\d{0,2}(?:[,;–-]\s?[1-9]\d{0,2})*\]`,
      String.raw`(?<![A-Za-z0-9²³¹⁰-⁹₀-₉&#])#\d{1,6}(?![0-9])`,
    ),
  },
  {
    name: 'ordinal',
    reason: 'An ordinal says which one: 1st, 22nd, the 95th percentile.',
    pattern: anyCase(String.raw`(?<![A-Za-z0-9²³¹⁰-⁹₀-₉_.])\d{1,3}(?:,?\d{3}){0,4}(?:st|nd|rd|th)${END}`),
  },
  {
    name: 'version',
    reason:
      'A version, a standard or a licence is a name: Node 20, TensorFlow 2.21.0, v1.2, ISO 8601, CC BY 4.0.',
    pattern: pattern(
      String.raw`(?<![A-Za-z0-9²³¹⁰-⁹₀-₉_.,])v\d{1,6}(?:\.\d{1,6}){0,4}${END}`,
      String.raw`(?<![0-9.,])(?!\d{1,3}(?:\.\d{3}){2,}(?!\d))\d{1,4}(?:\.\d{1,5}){2,4}(?:-[a-z]{1,8}(?:\.?\d{1,4})?)?${END}`,
      String.raw`${START}${PRODUCT}[\s-]${VERSION}`,
      String.raw`(?<![A-Za-z0-9²³¹⁰-⁹₀-₉_])(?:[Vv]ersions?|[Rr]eleases?)[\s\u00a0]v?\d{1,4}(?:\.\d{1,4}){0,3}(?!${WORD})(?!${QUANTITY})(?:\s(?:and|or|to)\s${VERSION})?`,
      String.raw`${START}${STANDARD}[\s:-]{1,2}v?\d[\d.:X-]*${END}`,
    ),
  },
  {
    name: 'address',
    reason: 'An address or a file name says where something is, not how much.',
    pattern: anyCase(
      String.raw`(?:https?:\/\/|www\.|doi:|arxiv:)\S+`,
      String.raw`(?<![0-9.])10\.\d{4,9}\/\S+`,
      String.raw`(?<![A-Za-z0-9²³¹⁰-⁹₀-₉_./-])[A-Za-z0-9²³¹⁰-⁹₀-₉_-]+(?:[./][A-Za-z0-9²³¹⁰-⁹₀-₉_-]+)*\.${EXTENSION}${END}`,
    ),
  },
  {
    name: 'word size',
    reason: 'The width of a number format is the name of the format: 32-bit.',
    pattern: pattern(String.raw`${START}(?:8|16|32|64|128)-bit${END}`),
  },
  {
    name: 'name',
    reason: 'A number behind a capitalised word within a sentence belongs to the name: by Apollo 11.',
    pattern: pattern(
      String.raw`(?<=[^\s.!?:\ufffc]["')\]]?\s)(?=[A-Z]+[a-z])${NO_NAME}[A-Z][A-Za-z]*[\s\u00a0][1-9]\d{0,2}(?!${WORD})(?!${QUANTITY})`,
    ),
  },
];
