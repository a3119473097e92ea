import { nodeIsTooOld } from './messages.mjs';

const OLDEST = 20;

/**
 * A sentence for a Node that is too old, or null.
 * @param {string} version e.g. `20.11.1`
 */
export function complainAboutNode(version) {
  return Number(version.split('.')[0]) >= OLDEST ? null : nodeIsTooOld(version, OLDEST);
}
