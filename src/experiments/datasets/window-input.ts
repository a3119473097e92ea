import type { TaskContext } from '../../base/task.ts';
import { decodeWindows } from './window-file.ts';
import type { Windows } from './windows.ts';

/** The windows that a job is given as its input `windows`. Throws where that is no file of windows. */
export async function readWindowsOf(context: Pick<TaskContext, 'input'>): Promise<Windows> {
  const bytes = await context.input('windows');
  if (!(bytes instanceof Uint8Array)) throw new TypeError('the input "windows" is a file');
  return decodeWindows(bytes);
}
