/** Words of the crate's metadata. */

export const licenceUnknown =
  'Not stated: whoever made the report said nothing of a licence ("licence:" in report.yaml).';

export const noDate =
  'Claims no conformance with RO-Crate 1.1: that asks for a date of publication, and the report states none. Give it one ("date:" in report.yaml).';

export const resultsOf = (job: string): string => `Results of ${job}`;

export const jobRuns = (title: string, engine: string): string => `${title}, on ${engine}`;

export const buildName = 'Builds the document';
export const buildDescription = 'Fills the sources with the results of the jobs and writes the document.';

export const parameterSeed = 'seed';

export const noDescription = (title: string): string =>
  `The report "${title}", with where its numbers come from.`;

export const measuredHere = 'Its digest stands in no manifest: it was measured when the file was fetched.';

export const generatorIs = 'A generator of reports whose every number comes from code that ran.';
