/**
 * Starts to count the processor time of this process, in milliseconds: what a computation costs, whatever else the machine is at
 * work on.
 */
export function startCpuTime(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}
