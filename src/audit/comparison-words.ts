/** A way in which English compares. */
export interface ComparisonWords {
  name: string;
  /** What such words say, and so what results could refute. */
  says: string;
  pattern: RegExp;
}

// Every pattern is linear in the text: each quantifier is bounded or followed by what it cannot match itself.

/** Adjectives that results are compared by, as comparatives; words that merely end alike (other, layer, number) are none. */
const COMPARATIVE =
  '(?:faster|slower|quicker|higher|lower|larger|smaller|bigger|greater|better|worse|longer|shorter|wider|narrower|deeper|shallower|heavier|lighter|cheaper|dearer|costlier|stronger|weaker|harder|easier|simpler|richer|poorer|closer|nearer|fewer|rarer|commoner|sharper|smoother|steeper|flatter|sooner|safer|surer|noisier|denser|sparser|tighter|looser|finer|coarser|thicker|thinner|brighter|darker|likelier|abler|slighter|milder|gentler|rougher|cleaner|clearer|healthier|hungrier|busier|leaner|fuller|superior|inferior)';
const SUPERLATIVE =
  '(?:fastest|slowest|quickest|highest|lowest|largest|smallest|biggest|greatest|best|worst|longest|shortest|widest|narrowest|deepest|shallowest|heaviest|lightest|cheapest|dearest|costliest|strongest|weakest|hardest|easiest|simplest|richest|poorest|closest|nearest|fewest|rarest|commonest|sharpest|smoothest|steepest|flattest|soonest|safest|surest|noisiest|densest|sparsest|tightest|loosest|finest|coarsest|thickest|thinnest|brightest|darkest|likeliest)';
/** What stands between "as" and "as". */
const MEASURE =
  '(?:many|few|much|little|long|short|fast|quick|slow|good|bad|high|low|large|small|big|great|often|wide|narrow|deep|accurate|precise|heavy|light|cheap|dear|strong|weak|hard|easy|common|rare|frequent|sure|likely|efficient|large|close|near)';
const TIMES =
  '(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|dozens\\sof|several|many)';
const VERB =
  '(?:beats?|beating|beaten|outperforms?|outperformed|outperforming|surpass(?:es|ed)?|surpassing|exceeds?|exceeded|exceeding|outweighs?|outweighed|loses?|losing|lost|wins?|winning|won|gains?|gained|gaining|lags?|lagging|trails?|trailing|improves?|improved|improving|worsens?|worsened|worsening|doubles|doubled|halves|halved|trebles?|trebled|triples?|tripled|quadruples?|dominates?|prevails?|overtakes?|overtook)';

const anyCase = (...ways: readonly string[]): RegExp =>
  new RegExp(String.raw`(?<![A-Za-z0-9’'-])(?:${ways.join('|')})(?![A-Za-z0-9-])`, 'gi');

/**
 * The words that make a sentence a comparison, by kind. `README.md` tells authors of them; `not-comparisons.ts` has the
 * turns in which they compare nothing.
 */
export const comparisonWords: readonly ComparisonWords[] = [
  {
    name: 'difference',
    says: 'One thing has more of something than another: faster, more accurate, fewer than, less.',
    pattern: anyCase(String.raw`(?:no\s|not\s)?(?:${COMPARATIVE}|more|less)(?:\sthan)?`),
  },
  {
    name: 'rank',
    says: 'One thing stands first or last among several: the fastest, the most, the fewest, the least.',
    pattern: anyCase(SUPERLATIVE, 'most', 'least'),
  },
  {
    name: 'multiple',
    says: 'One thing is so many times, or such a part of, another: twice, three times, half, a tenth of.',
    pattern: anyCase(
      'twice',
      'thrice',
      'half',
      String.raw`${TIMES}(?:fold|\stimes(?=\s(?:the|that|those|its|their|as|more|less|of|${COMPARATIVE})\b))`,
      String.raw`(?:a|one|two|three)\s(?:third|quarter|fifth|sixth|eighth|tenth|hundredth|thousandth)s?(?=\sof\b|\sthe\b|\sas\b|\smore\b|\sless\b|\sfewer\b)`,
      String.raw`(?:an?|one|two|three|four|five|six|several|many)\sorders?\sof\smagnitude`,
    ),
  },
  {
    name: 'equality',
    says: 'Two things are as much as each other, or too near to be told apart: as many as, equally large, within a point.',
    pattern: anyCase(
      String.raw`as\s${MEASURE}(?:\sas)?`,
      'equally',
      'identical',
      'indistinguishable',
      String.raw`(?:in|not\s)distinguishable\sfrom`,
      String.raw`can(?:not|\snot)\sbe\stold\s(?:from|apart)`,
      String.raw`on\sa\spar`,
      String.raw`within\s(?:a|an|one|two|three|half\sa)\s(?:point|percent|per\scent|hair|factor|standard\sdeviation|standard\serror)s?`,
    ),
  },
  {
    name: 'victory',
    says: 'One thing comes out before another, or changes for better or worse: beats, exceeds, loses, is ahead of, doubles.',
    pattern: anyCase(
      VERB,
      String.raw`(?:is|are|was|were|comes?|came|stays?|lies?|far)\s(?:ahead|behind)`,
      String.raw`(?:fall|falls|fell|falling)\s(?:behind|short)`,
    ),
  },
];
