/** A turn of phrase in which words of comparison compare nothing that results could refute. */
export interface NoComparison {
  name: string;
  reason: string;
  /** What is no comparison: words that one match covers are left alone. */
  pattern: RegExp;
}

const anyCase = (...ways: readonly string[]): RegExp =>
  new RegExp(String.raw`(?<![A-Za-z0-9])(?:${ways.join('|')})(?![A-Za-z0-9])`, 'gi');

const BOUND = '\ufffc';

/** Turns within a sentence. */
export const noComparisons: readonly NoComparison[] = [
  {
    name: 'idiom',
    reason:
      'A fixed phrase that does not compare: at least, more or less, no longer, sooner or later, for the best.',
    pattern: anyCase(
      String.raw`at\s(?:the\s)?(?:least|most|best|worst|worse)(?!\sof)`,
      String.raw`more\sor\s(?:less|fewer)`,
      String.raw`more\sand\smore`,
      String.raw`(?:once|any|some|no|what\sis|all\sthe|even|still|yet)\smore(?=[,.;:)]|$)`,
      String.raw`no\slonger`,
      String.raw`sooner\sor\slater`,
      String.raw`no\ssooner`,
      String.raw`not\sleast`,
      String.raw`(?:for|on)\sthe\smost\spart`,
      String.raw`as\s(?:long|much)\sas(?=\s(?:it|one|they|you|we|there|this|that)\b)`,
      String.raw`(?:so|as)\sfar\sas`,
      String.raw`better\sknown`,
      String.raw`best\sknown`,
      String.raw`had\sbetter`,
      String.raw`nearest\sneighbou?rs?`,
      String.raw`steepest\sdescent`,
      String.raw`half\san?(?=\s)`,
      String.raw`lost\s(?:in|on|to)`,
      String.raw`(?:is|are|was|were|be|been)\slost`,
      String.raw`least\sof\sall`,
      String.raw`the\s(?:more|less)\sso`,
      String.raw`(?:says?|said|tells?|told|matters?)\smore`,
      String.raw`the\smore\sprobable`,
      String.raw`(?:to|that|which)\slower\s(?:its|the|their)`,
      String.raw`which\s(?:[a-z]+\s){0,2}(?:is|are)\s[a-z]+(?=[.,;:])`,
      String.raw`as\s[a-z]+\s(?:to\s[a-z]+\s)?as\s(?:one|you)\slikes?`,
    ),
  },
  {
    name: 'addition',
    reason: 'Something is added, or a remainder named, not compared: one more layer, two fewer, another two.',
    pattern: anyCase(
      String.raw`(?:one|two|three|four|a\sfew|some|several|any)\s(?:[a-z]+\s)?(?:more|less|fewer)(?!\sthan)`,
      String.raw`${BOUND}\s(?:more|fewer|less)(?!\sthan)(?=\s[a-z])`,
    ),
  },
  {
    name: 'bound ratio',
    reason:
      'The document prints the ratio itself, whatever it comes to: :value[…] times as long, :value[…] of half the maps.',
    pattern: anyCase(
      String.raw`${BOUND}\stimes\sas\s[a-z]+(?:\sas)?`,
      String.raw`${BOUND}\stimes(?:\s(?:more|less|faster|slower|larger|smaller))?`,
    ),
  },
];

/** What makes a clause one that no result of the report could refute. */
export const freeClauses: readonly NoComparison[] = [
  {
    name: 'hypothesis',
    reason: 'It says what would or might be, or asks whether: more seeds would tell, if it were faster.',
    pattern: anyCase(
      'would',
      'could',
      'might',
      'may',
      'should',
      'ought',
      'must',
      String.raw`need\snot`,
      String.raw`meant\sto`,
      'if',
      'whether',
      'unless',
      'suppose',
      'perhaps',
      'likely',
    ),
  },
  {
    name: 'definition',
    reason:
      'It says what a word is to mean: the largest is called the maximum, by definition, let the shorter side be.',
    pattern: anyCase(
      String.raw`(?:is|are|be|been)\s(?:called|named|defined|denoted|taken|known\sas|counted\sas|reckoned\sas|read\sas|labelled\swith)`,
      String.raw`(?<=”)\sis`,
      'means',
      'denotes?',
      'let',
      String.raw`by\sdefinition`,
      String.raw`stands?\sfor`,
      'so-called',
    ),
  },
  {
    name: 'published',
    reason: 'It tells of the publication, not of a run here: in 2017 it was slower.',
    pattern: anyCase(
      String.raw`(?<!\bthan\s)in\s2017`,
      String.raw`(?<!\bthan\s)(?:the\soriginal|those\spublished|published|the\soriginal’s)`,
      String.raw`(?:it|they)\ssays?(?:\sfurther)?\sthat`,
    ),
  },
];
