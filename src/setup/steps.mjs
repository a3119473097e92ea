const IN_PLACE_MS = 200;
const LINE_MS = 15_000;

/**
 * Tells which step is at work, for how long and how far. On a terminal one line is rewritten in place; elsewhere a
 * line is printed at a step's start and end, and every 15 seconds between.
 * @param {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} stream
 */
export function createSteps(stream) {
  const write = (/** @type {string} */ line) => void stream.write(`${line}\n`);
  return {
    say: write,
    /**
     * @template T
     * @param {string} title
     * @param {(note: (text: string) => void) => Promise<T>} work
     * @returns {Promise<T>}
     */
    async run(title, work) {
      const started = Date.now();
      let note = '';
      const line = () => `  ${title} … ${[note, seconds(started)].filter(Boolean).join(', ')}`;
      const tick = () => (stream.isTTY ? rewrite(stream, line()) : write(line()));
      if (!stream.isTTY) write(`  ${title} …`);
      const timer = setInterval(tick, stream.isTTY ? IN_PLACE_MS : LINE_MS);
      try {
        const result = await work((text) => (note = text));
        finish(stream, `  ${title}: ${[note, seconds(started)].filter(Boolean).join(', ')}`);
        return result;
      } catch (error) {
        finish(stream, `  ${title}: stopped after ${seconds(started)}`);
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}

/** @typedef {ReturnType<typeof createSteps>} Steps */

/** @param {{ columns?: number, write(text: string): unknown }} stream @param {string} line */
function rewrite(stream, line) {
  stream.write(`\r\u001b[2K${line.slice(0, (stream.columns || 80) - 1)}`);
}

/** @param {{ isTTY?: boolean, write(text: string): unknown }} stream @param {string} line */
function finish(stream, line) {
  stream.write(stream.isTTY ? `\r\u001b[2K${line}\n` : `${line}\n`);
}

/** @param {number} started */
function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}
