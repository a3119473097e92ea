import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { ReportError } from '../../src/base/diagnostic.ts';
import type { Experiment } from '../../src/base/experiment.ts';
import * as say from '../../src/base/messages/parse.ts';
import { createProjectFiles } from '../../src/base/project-files.ts';
import { parseReport } from '../../src/parse/parse-report.ts';
import { memoryConfig, memoryFiles, type MemoryFiles } from './memory.ts';

const source = ':::experiment{#mlp task=t from=mlp.yaml}\n:::\n';

async function experimentIn(files: MemoryFiles): Promise<Experiment | undefined> {
  const config = memoryConfig({ sources: ['report/01.md'] });
  const report = await parseReport(config, memoryFiles({ 'report/01.md': source, ...files }));
  return report.experiments[0];
}

async function mistakesIn(files: MemoryFiles): Promise<string[]> {
  const error: unknown = await experimentIn(files).catch((reason: unknown) => reason);
  if (!(error instanceof ReportError)) throw error;
  return error.message.split('\n');
}

describe('an experiment from a file', () => {
  it('is read beside its source, with a byte order mark and CRLF, and knows its places', async () => {
    const yaml =
      '\uFEFFepochs: 3\r\ncases:\r\n  wide: {units: [5, 6], show: false, tolerance: {f1: {within: 0.005, reason: fma}}}\r\n';
    const experiment = await experimentIn({ 'report/mlp.yaml': yaml });
    expect(experiment?.shared.parameters).toEqual({ epochs: 3 });
    const [wide] = experiment?.cases ?? [];
    const tolerance = { f1: { within: 0.005, reason: 'fma' } };
    expect(wide).toMatchObject({ parameters: { units: [5, 6] }, show: false, tolerance });
    expect(wide?.place).toEqual({ file: 'report/mlp.yaml', line: 3, column: 3 });
    expect(wide?.placeOf(['units', 1])).toEqual({ file: 'report/mlp.yaml', line: 3, column: 21 });
  });

  it('gives the reason of each tolerance, or shows how it is written', async () => {
    const yaml = 'tolerance:\n  f1: 0.005\n  xent: {within: 0.1}\n  kappa: {within: 0, reason: " "}\n';
    expect(await mistakesIn({ 'report/mlp.yaml': yaml })).toEqual([
      `report/mlp.yaml:2:7 field-is-valid  ${say.fieldIsWrong('tolerance.f1', say.unusable(say.toleranceHasReason(0.005)))}`,
      `report/mlp.yaml:3:9 field-is-given  ${say.fieldIsMissing('tolerance.xent.reason')}`,
      `report/mlp.yaml:4:19 field-is-valid  ${say.fieldIsWrong('tolerance.kappa.within', say.unusable('a tolerance is above zero'))}`,
      `report/mlp.yaml:4:30 field-is-valid  ${say.fieldIsWrong('tolerance.kappa.reason', say.unusable('a tolerance has a reason'))}`,
    ]);
  });

  it('may be empty', async () => {
    expect(await experimentIn({ 'report/mlp.yaml': '# nothing yet\n' })).toMatchObject({ cases: null });
  });

  it('is refused where it is named if it is no UTF-8 or over 2 MB', async () => {
    const place = 'report/01.md:1:27';
    expect(await mistakesIn({ 'report/mlp.yaml': Uint8Array.of(0x61, 0xff) })).toEqual([
      `report/mlp.yaml:1:2 file-is-text  ${say.fileIsNotText('report/mlp.yaml', 0xff)}`,
    ]);
    expect(await mistakesIn({ 'report/mlp.yaml': '#'.repeat(2_000_001) })).toEqual([
      `${place} file-is-small  ${say.fileIsTooLarge('report/mlp.yaml', 2)}`,
    ]);
  });

  it('is refused where a link leads out of the root', async () => {
    const [root, outside] = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'from-'))) as [string, string];
    try {
      writeFileSync(join(root, 'input.md'), source);
      writeFileSync(join(outside, 'mlp.yaml'), 'epochs: 3\n');
      symlinkSync(join(outside, 'mlp.yaml'), join(root, 'mlp.yaml'));
      await expect(parseReport(memoryConfig(), createProjectFiles(root))).rejects.toThrow(
        `input.md:1:27 path-is-inside  ${say.pathLeadsOutside('mlp.yaml')}`,
      );
    } finally {
      for (const folder of [root, outside]) rmSync(folder, { recursive: true });
    }
  });
});
