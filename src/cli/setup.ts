import type { Command } from 'commander';

/** `report setup`, listed only: the set-up does it itself, before this program is there. */
export function describeSetup(program: Command): void {
  program
    .command('setup')
    .description('installs what is missing: npm packages, TensorFlow, this program (npm run setup)');
}
