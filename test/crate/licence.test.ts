import { describe, expect, test } from 'vitest';

import * as messages from '../../src/base/messages/crate.ts';
import { describeLicence } from '../../src/crate/describe-licence.ts';

describe('the licence of a crate', () => {
  test('is at SPDX where its list has the identifier, in whatever case, also a deprecated one', async () => {
    const ids = await Promise.all(
      ['MIT', 'cc-by-4.0', 'GPL-3.0', 'GPL-3.0-or-later'].map(async (licence) => {
        const { '@id': id, name } = await describeLicence(licence);
        return [id, name];
      }),
    );
    expect(ids).toEqual([
      ['https://spdx.org/licenses/MIT', 'MIT'],
      ['https://spdx.org/licenses/CC-BY-4.0', 'CC-BY-4.0'],
      ['https://spdx.org/licenses/GPL-3.0', 'GPL-3.0'],
      ['https://spdx.org/licenses/GPL-3.0-or-later', 'GPL-3.0-or-later'],
    ]);
  });

  test.each(['Proprietary', 'CC-BY', 'MIT OR Apache-2.0', 'All rights reserved.', 'constructor'])(
    'is what it says where SPDX knows none of that name: %s',
    async (licence) => {
      expect(await describeLicence(licence)).toEqual({
        '@id': '#licence:report',
        '@type': 'CreativeWork',
        name: licence,
        description: licence,
      });
    },
  );

  test('is said not to be stated where it is not', async () => {
    expect((await describeLicence(null))['name']).toBe(messages.licenceUnknown);
  });
});
