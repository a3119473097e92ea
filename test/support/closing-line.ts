import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with `N passed, N failed` on a line of its own: what the continuous integration reads. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const states = tests.map((test) => test.result().state);
    const brokenModules = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    );
    const passed = states.filter((state) => state === 'passed').length;
    const failed = states.filter((state) => state === 'failed').length;
    const skipped = states.filter((state) => state === 'skipped').length;
    const faults = failed + brokenModules.length + unhandledErrors.length;
    process.stdout.write(
      `\n${passed} passed, ${faults} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
    );
  }
}
