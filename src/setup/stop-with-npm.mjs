const LOOK_MS = 1000;

/**
 * A signal sent to npm alone does not reach what npm started. So a command that npm started looks whether it is still
 * there, and else ends as after a signal of its own: whoever listens to SIGTERM then clears up.
 */
export function stopWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS);
  timer.unref();
}
