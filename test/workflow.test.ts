import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { generatorRoot } from './support/program.ts';

interface Step {
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
  with?: Record<string, unknown>;
}

const read = (path: string): string => readFileSync(join(generatorRoot, path), 'utf8');
const text = read('.github/workflows/verify.yml');
const workflow = parse(text) as {
  on: Record<string, unknown>;
  permissions: unknown;
  jobs: Record<string, { steps: Step[] }>;
};
const { steps } = workflow.jobs['verify'] ?? { steps: [] };
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const indexOf = (command: string): number => steps.findIndex(({ run }) => run === command);

describe('the workflow', () => {
  test('tests, checks and verifies, in this order, each whatever became of the one before', () => {
    const commands = ['npm test', 'npm run check', 'npm run verify'].map(indexOf);
    expect(commands).toEqual([...commands].sort((a, b) => a - b));
    expect(commands).not.toContain(-1);
    expect(scripts).toHaveProperty('verify');
    expect(steps[indexOf('npm run verify')]?.if).toBe('${{ !cancelled() }}');
    expect(Object.keys(workflow.on)).toEqual(['push', 'pull_request', 'workflow_dispatch']);
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  test('pins every action to a commit, and keeps nothing from run to run', () => {
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    expect(actions.length).toBeGreaterThan(1);
    expect(actions.filter((action) => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect(steps.some((step) => step.with && 'cache' in step.with)).toBe(false);
    expect(text).not.toMatch(/actions\/cache|restore-keys/);
  });

  test('writes the summary behind the verification, also where that failed', () => {
    const summary = steps.findIndex(({ run }) => run?.includes('GITHUB_STEP_SUMMARY'));
    expect(summary).toBeGreaterThan(indexOf('npm run verify'));
    expect(steps[summary]?.if).toBe('${{ always() }}');
    expect(steps[summary]?.run).toContain('dist/verification.md');
  });
});

test('the integration runs tests, checks and the whole verification, and closes with the tests', () => {
  const lines = read('.ci/run').split('\n');
  expect(lines).toContain('npm run verify');
  expect(lines.filter((line) => /npm run (report|verify) --/.test(line))).toEqual([]);
  expect(lines.findIndex((line) => line.includes('passed, [0-9]+ failed'))).toBeGreaterThan(
    lines.indexOf('npm run verify'),
  );
});
