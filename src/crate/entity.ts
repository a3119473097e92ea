/** A node of the graph: its id, its types, and values or references. */
export interface Entity {
  '@id': string;
  '@type': string | readonly string[];
  [property: string]: EntityValue | undefined;
}

/** A reference to an entity. */
export interface Reference {
  '@id': string;
}

export type EntityValue = string | Reference | readonly string[] | readonly Reference[];

/** Refers to an entity by its id. */
export function refer(id: string): Reference {
  return { '@id': id };
}

/** The id of something that is no file of the crate: `#job:mlp.wide`. */
export function localId(sort: string, name: string): string {
  // An id is part of an address; what separates parts of one is not encoded by encodeURI.
  return `#${sort}:${encodeURI(name).replaceAll('#', '%23')}`;
}

/** Entities, each id once; the first that has it stays. */
export function distinct(entities: readonly Entity[]): Entity[] {
  return [...new Map(entities.toReversed().map((entity) => [entity['@id'], entity])).values()].toReversed();
}
