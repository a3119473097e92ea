/** An activity of PAMAP2's protocol. */
export interface Activity {
  /** As the data files write it. */
  id: number;
  name: string;
}

/** The twelve activities in order of their ids: a class of a model is a place in this list. */
export const activities: readonly Activity[] = [
  { id: 1, name: 'lying' },
  { id: 2, name: 'sitting' },
  { id: 3, name: 'standing' },
  { id: 4, name: 'walking' },
  { id: 5, name: 'running' },
  { id: 6, name: 'cycling' },
  { id: 7, name: 'Nordic walking' },
  { id: 12, name: 'ascending stairs' },
  { id: 13, name: 'descending stairs' },
  { id: 16, name: 'vacuum cleaning' },
  { id: 17, name: 'ironing' },
  { id: 24, name: 'rope jumping' },
];

/** The place in `activities` for an id as the data files write it, -1 for any other number. */
export function activityIndex(id: number): number {
  return indexes[id] ?? -1;
}

const indexes: readonly (number | undefined)[] = Array.from({ length: 25 }, (_, id) => {
  const index = activities.findIndex((activity) => activity.id === id);
  return index < 0 ? undefined : index;
});

/** Whether a row of PAMAP2 may be of this activity: one of the protocol, none (0), or one done beside it. */
export function isKnownActivity(id: number): boolean {
  return id === 0 || activityIndex(id) >= 0 || otherActivities.includes(id);
}

/** Watching TV, computer work, driving a car, folding laundry, cleaning a house, playing soccer. */
const otherActivities: readonly number[] = [9, 10, 11, 18, 19, 20];
