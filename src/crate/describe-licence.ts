import * as messages from '../base/messages/crate.ts';
import { localId, type Entity } from './entity.ts';

/**
 * The licence of a report, as report.yaml has it: at SPDX where it is an identifier of theirs, in whatever case, else the
 * author's words; where it is null, that none is stated.
 */
export async function describeLicence(licence: string | null): Promise<Entity> {
  const name = licence === null ? null : await findIdentifier(licence);
  const words = name ?? licence ?? messages.licenceUnknown;
  const id = name === null ? localId('licence', 'report') : `https://spdx.org/licenses/${name}`;
  return { '@id': id, '@type': 'CreativeWork', name: words, description: words };
}

/** As SPDX writes it; null for what is none. The list is loaded only for what could be one. */
async function findIdentifier(licence: string): Promise<string | null> {
  if (/\s/.test(licence)) return null;
  const lists = await Promise.all([
    import('spdx-license-ids/index.json'),
    // Replaced by others, such as GPL-3.0 by GPL-3.0-only, but with pages as before.
    import('spdx-license-ids/deprecated.json'),
  ]);
  const wanted = licence.toLowerCase();
  return lists.flatMap((list) => list.default).find((id) => id.toLowerCase() === wanted) ?? null;
}
