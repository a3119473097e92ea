/** Runs something in the time zone that every machine has: Vega asks the process for its own. */
export async function inUtc<Result>(run: () => Promise<Result>): Promise<Result> {
  const zone = process.env.TZ;
  process.env.TZ = 'UTC';
  try {
    return await run();
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
}
