// Loaded into a process that is measured: at its end it writes down what it used.
import { writeFileSync } from 'node:fs';

const path = process.env.BENCH_USAGE;
delete process.env.BENCH_USAGE;
if (path) process.on('exit', () => writeFileSync(path, JSON.stringify(process.resourceUsage())));
