import {
  showCard,
  hideCard,
  placeCard,
  fillCard,
  addRow,
  describePart,
  describeJob,
  summarise,
} from './card.ts';
import {
  startCards,
  listenToKeys,
  listenToPointer,
  followReading,
  moveStop,
  numberAt,
  stepFrom,
} from './cards.ts';

/**
 * The page's only script: functions as they stand in these files, which refer to nothing else, and the call that starts
 * them. Without it the numbers' titles remain.
 */
export function cardScript(): string {
  const functions = [
    ...[showCard, hideCard, placeCard, fillCard, addRow, describePart, describeJob, summarise],
    ...[startCards, listenToKeys, listenToPointer, followReading, moveStop, numberAt, stepFrom],
  ];
  const source = functions.map((each) => each.toString()).join('\n');
  return `'use strict';(() => {\n${source}\n${startCards.name}(document);\n})();`;
}
