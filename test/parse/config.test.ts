import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ReportError } from '../../src/base/diagnostic.ts';
import * as say from '../../src/base/messages/parse.ts';
import { NoFileError, OutsideError, TooLargeError } from '../../src/base/project-files.ts';
import { readConfig } from '../../src/parse/config.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'report-config-'));
  await mkdir(join(root, 'report'));
});
afterEach(() => rm(root, { recursive: true }));

const write = (path: string, text: string): Promise<void> => writeFile(join(root, path), text);

async function mistakes(folder = 'report'): Promise<string[]> {
  const error: unknown = await readConfig(join(root, folder)).catch((reason: unknown) => reason);
  if (!(error instanceof ReportError)) throw new Error('no mistake found');
  return error.message.split('\n');
}

describe('readConfig', () => {
  it('fills in what is not said', async () => {
    await write('report/report.yaml', 'title: T\nauthors: Ann\n');
    await write('report/02-b.md', '');
    await write('report/01-a.md', '');
    await write('report/references.bib', '');
    const { config, files } = await readConfig(join(root, 'report'));
    expect(config).toMatchObject({
      ...{ folder: '.', title: 'T', authors: ['Ann'], date: null, language: 'en-GB', seed: 0 },
      ...{
        sources: ['01-a.md', '02-b.md'],
        tasks: ['tasks'],
        bibliography: 'references.bib',
        published: null,
      },
      limits: { seconds: 900, megabytes: 4096 },
    });
    expect(files.root).toBe(join(root, 'report'));
  });

  it('counts paths from the root, and places too', async () => {
    const yaml =
      'title: T\nroot: ..\nsources: [a.md]\ntasks: [../src/tasks]\nfigures: ../figures/\nlimits: {seconds: 5}\n';
    await write('report/report.yaml', yaml);
    const { config, files } = await readConfig(join(root, 'report'));
    expect(config).toMatchObject({
      ...{
        folder: 'report',
        sources: ['report/a.md'],
        tasks: ['src/tasks'],
        figures: 'figures',
        data: 'report/data',
      },
    });
    expect(config.placeOf(['sources', 0])).toEqual({ file: 'report/report.yaml', line: 3, column: 11 });
    expect(files.root).toBe(root);
  });

  it('tells of every mistake at its line', async () => {
    await write('report/report.yaml', 'titel: T\nseed: many\nroot: ..\nlimits: {second: 5}\n');
    const place = 'report/report.yaml';
    expect((await mistakes()).map((line) => line.split('  ')[0])).toEqual([
      `${place}:1:1 field-is-given`,
      `${place}:1:1 field-is-known`,
      `${place}:2:7 field-is-valid`,
      `${place}:4:10 field-is-known`,
    ]);
    await write('report/report.yaml', 'title: T\ndate: 2026-02-30\nroot: ..\n');
    expect((await mistakes())[0]).toContain('there is no such day');
    await write('report/report.yaml', 'title: [T\n');
    expect((await mistakes())[0]).toMatch(/^report\.yaml:2:1 yaml-is-valid/);
  });

  it('refuses paths that lead outside, an absent report.yaml and a report without sources', async () => {
    await write('report/report.yaml', 'title: T\nsources: [../a.md]\n');
    expect(await mistakes()).toEqual([`report.yaml:2:11 path-is-inside  ${say.pathLeadsOutside('../a.md')}`]);
    await write('report/report.yaml', 'title: T\nroot: below\nsources: [a.md]\n');
    expect(await mistakes()).toEqual([`report.yaml:2:7 path-is-inside  ${say.pathLeadsOutside('below')}`]);
    await write('report/report.yaml', 'title: T\n');
    expect(await mistakes()).toEqual([`report.yaml:1:1 source-is-given  ${say.thereAreNoSources()}`]);
    expect(await mistakes('nowhere')).toEqual([`file-exists  ${say.configIsMissing(join(root, 'nowhere'))}`]);
  });
});

describe('createProjectFiles', () => {
  it('reads inside the root only, links included', async () => {
    await write('report/report.yaml', 'title: T\nsources: [a.md]\n');
    await write('secret.txt', 'x');
    await write('report/plain.txt', 'y');
    await symlink(join(root, 'secret.txt'), join(root, 'report', 'link.txt'));
    await symlink(join(root, 'report', 'plain.txt'), join(root, 'report', 'inner.txt'));
    const { files } = await readConfig(join(root, 'report'));
    expect(await files.readText('inner.txt')).toBe('y');
    expect(await files.readText('absent/deeper.txt')).toBeNull();
    expect(await files.readText('.')).toBeNull();
    await expect(files.readBytes('.')).rejects.toBeInstanceOf(NoFileError);
    await expect(files.readBytes('plain.txt', 0)).rejects.toBeInstanceOf(TooLargeError);
    for (const path of ['../secret.txt', join(root, 'secret.txt'), 'link.txt', 'x/../../secret.txt']) {
      await expect(files.readText(path)).rejects.toBeInstanceOf(OutsideError);
    }
    expect(await files.list('.')).toEqual(['inner.txt', 'link.txt', 'plain.txt', 'report.yaml']);
    expect(await files.list('absent')).toEqual([]);
  });
});
