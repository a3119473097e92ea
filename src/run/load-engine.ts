import * as messages from '../base/messages/run.ts';
import type { EngineName } from '../base/results.ts';
import type { Engine } from '../base/task.ts';

/** The engine of a job. No tensor library is loaded for a task that uses none. */
export async function loadEngine(name: EngineName, root: string): Promise<Engine> {
  if (name === 'javascript') return withoutTensors();
  const { loadTensors } = await import('./load-tensors.ts');
  return { name, tf: await loadTensors(name, root) };
}

function withoutTensors(): Engine {
  return {
    name: 'javascript',
    get tf(): Engine['tf'] {
      throw new Error(messages.noTensors());
    },
  };
}
