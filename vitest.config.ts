import { availableParallelism } from 'node:os';

import type { Plugin } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/**
 * Packages as a build has them: what they give to development checks itself at every step, which no test is about and
 * which takes their time.
 */
const withoutDevelopment: Plugin = {
  name: 'without-development',
  configResolved: ({ ssr }) => {
    ssr.resolve = { ...ssr.resolve, conditions: ['module', 'node'] };
  },
};

/** Tensor libraries register themselves with what they share: the files that load them have processes of their own. */
const ofTensors = ['test/experiments/**/*.test.ts'];

export default defineConfig({
  plugins: [withoutDevelopment],
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    // By default one core is left idle; most of these tests wait for processes of their own.
    poolOptions: { forks: { minForks: 1, maxForks: availableParallelism() } },
    reporters: ['default', './test/support/closing-line.ts'],
    projects: [
      // No module of ours has a state of its own: files share what was loaded, which takes a third off the short ones.
      project('shared', { include: ['test/**/*.test.ts'], exclude: ofTensors, isolate: false }),
      project('tensors', { include: ofTensors, exclude: [], isolate: true }),
    ],
  },
});

interface Files {
  include: string[];
  exclude: string[];
  /** Whether each file has a process of its own. */
  isolate: boolean;
}

function project(name: string, { include, exclude, isolate }: Files): TestProjectInlineConfiguration {
  const never = ['test/bench/**', 'test/fixtures/**', '**/node_modules/**'];
  return {
    extends: true,
    test: {
      name,
      include,
      exclude: [...exclude, ...never],
      pool: 'forks',
      poolOptions: { forks: { isolate } },
      testTimeout: 30_000,
      hookTimeout: 120_000,
    },
  };
}
