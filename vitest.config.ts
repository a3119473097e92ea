import { availableParallelism } from 'node:os';

import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

import LongestFirst from './test/support/longest-first.ts';

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

export default defineConfig({
  plugins: [withoutDevelopment],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**', 'test/fixtures/**', '**/node_modules/**'],
    globalSetup: ['test/support/global-setup.ts'],
    // The built program, which tests run in their own process, is to be the very bytes that users run.
    server: { deps: { external: [/\/\.cache\/program\//] } },
    pool: 'forks',
    // No module of ours has a state of its own: files share what was loaded, which takes a third off the short ones.
    isolate: false,
    // By default one core is left idle; most of these tests wait for processes of their own.
    poolOptions: { forks: { minForks: 1, maxForks: availableParallelism() } },
    // Five of a file at a time share one process, and on a busy machine that one waits.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/support/closing-line.ts'],
  },
});
