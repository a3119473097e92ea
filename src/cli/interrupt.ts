/** Whether the user has asked this process to end. */
export interface Interrupt {
  signal: AbortSignal;
  /** The exit code after an interruption, else null. */
  code(): number | null;
  stop(): void;
}

const interruptCodes = { SIGINT: 130, SIGTERM: 130, SIGHUP: 129 };

/** The first Ctrl-C ends the jobs and keeps what is done; a second one ends at once. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  let asked: number | null = null;
  const listeners = Object.entries(interruptCodes).map(([name, code]) => {
    const listen = (): void => {
      // Only a person asks twice: a closed terminal hangs up and takes npm along, which is told by another signal.
      if (asked !== null && name !== 'SIGINT') return;
      if (asked !== null) process.exit(code);
      asked = code;
      if (name === 'SIGHUP') outliveTerminal();
      controller.abort();
    };
    process.on(name, listen);
    return () => process.off(name, listen);
  });
  const stop = (): void => {
    listeners.forEach((remove) => remove());
  };
  return { signal: controller.signal, code: () => asked, stop };
}

/** Writing to a terminal that is gone fails; what is under way is cleared up nevertheless. */
function outliveTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
