/** The command line asks for what there is not: no mistake of the report's, and no fault of ours. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
