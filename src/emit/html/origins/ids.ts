import { pageId } from '../page-id.ts';

/** The element that holds what the cards say. */
export const originsId = pageId('origins');

/** The sentence that says how to come by the cards, hidden until the script runs. */
export const hintId = pageId('origins-hint');
