/** Words of the account that says of each number where it comes from. */

export const provenanceTitle = (title: string): string => `Where the numbers come from: ${title}`;

export const provenanceOf = (numbers: number, document: string): string =>
  `Every number of [the document](${document}), ${numbers.toLocaleString('en-GB')} of them and the data of its figures, in the order in which they stand there: ` +
  'as printed and, where that says less, unrounded; the expression that gives it and the line on which its author wrote that; ' +
  'and the jobs whose results went in, or who published it. What stands in a table or figure has its label in front.';

/** Around a link to it. */
export const provenanceIsBeside = {
  before: 'Of every number ',
  after:
    ' says where it comes from: expression, line, job or publication; and of every job its parameters, seed, data, engine and code.',
};

export const provenanceHeaders = ['Shown', 'Unrounded', 'Expression', 'Written in', 'From'] as const;

export const abstractHeading = 'Abstract';
export const declaredHeading = 'Declared numbers';
export const declaredIntroduction = 'No result gives these: their author says why they stand there.';
export const declaredHeaders = ['Shown', 'Reason', 'Written in'] as const;

export const jobsHeading = 'The jobs';
export const jobsIntroduction =
  'Jobs of one experiment run the same task on the same data; what differs is in the table. The key is the digest of all that a job depends on.';
export const jobHeaders = ['Job', 'Own parameters', 'Seed', 'Engine', 'Key'] as const;

export const ofExperiment = {
  task: 'Task',
  code: 'Code',
  parameters: 'Parameters of all its jobs',
  data: 'Data',
} as const;

export const allJobsOf = (count: number): string => `all ${count} jobs of `;

export const figureData = 'data';
export const matrixShown = 'a matrix';
export const publishedBy = (source: string): string => `published: ${source}`;
export const theMachines = 'the machine’s';
export const noResult = 'no result: it follows from what the report declares';
