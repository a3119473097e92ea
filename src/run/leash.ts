import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Ends the workers of a build that was killed with -9, even while they compute without a pause. */
export interface Leash {
  /** From now on the group that this process leads ends with the build. */
  hold(leader: number): void;
  /** It ended: its number may soon be another's. */
  release(leader: number): void;
  /** Ends the leash itself. */
  end(): Promise<void>;
}

/**
 * A shell at the other end of a pipe that only the build holds open: the system closes it whatever ends the build, and
 * then the shell kills the groups that are still held. It is started with the first of them.
 */
const script = `held=' '
while read -r word leader; do
  case $word in
    hold) held="$held$leader " ;;
    release) held="\${held%% $leader *} \${held#* $leader }" ;;
  esac
done
for leader in $held; do kill -KILL "-$leader" 2>/dev/null; done`;

/** Creates the leash of a build. Windows has no groups: there only a worker that pauses notices that the build is gone. */
export function createLeash(): Leash {
  let shell: ReturnType<typeof startShell> | null = null;
  const tell = (word: string, leader: number): void => {
    if (process.platform === 'win32') return;
    shell ??= startShell();
    shell.stdin.write(`${word} ${leader}\n`);
  };
  return {
    hold: (leader) => {
      tell('hold', leader);
    },
    release: (leader) => {
      tell('release', leader);
    },
    end: async () => {
      if (!shell) return;
      const ended = shell.exitCode === null && shell.signalCode === null && once(shell, 'exit');
      shell.stdin.end();
      await ended;
      shell = null;
    },
  };
}

function startShell() {
  // A group of its own: what is sent to the build's must not end the leash first.
  const shell = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // Without it a worker still notices at its next pause.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  return shell;
}
