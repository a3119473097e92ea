/** A kernel that was executed, with the numbers that the engine has for tensors. */
export interface Executed {
  name: string;
  attributes: unknown;
  inputs: readonly number[];
  outputs: readonly number[];
}

/** How to repeat what was executed: tensors lie in slots, the inputs in the first ones and then what is held. */
export interface RecordingPlan {
  /** Their tensors are slots. */
  kernels: Executed[];
  /** Tensors that were there before and stay. */
  held: number[];
  /** How many there are. */
  slots: number;
  /** Slots of the results. */
  results: number[];
}

/**
 * Plans how to repeat what a step executed between its inputs and its results: what else it used is held. Throws where a
 * result was not computed by the step.
 */
export function planRecording(
  inputs: readonly number[],
  executed: readonly Executed[],
  results: readonly number[],
): RecordingPlan {
  const computed = executed.flatMap(({ outputs }) => outputs);
  const known = new Set([...inputs, ...computed]);
  const used = new Set(executed.flatMap((kernel) => kernel.inputs));
  const held = [...used].filter((tensor) => !known.has(tensor));
  const all = [...inputs, ...held, ...computed];
  const slots = new Map(all.map((tensor, slot) => [tensor, slot]));
  const find = (tensor: number): number => slots.get(tensor) ?? -1;
  if (new Set(results).size < results.length || results.some((tensor) => !computed.includes(tensor)))
    throw new RangeError('the results of a recorded step are tensors that it computes, each named once');
  return {
    kernels: executed.map((kernel) => ({
      ...kernel,
      inputs: kernel.inputs.map(find),
      outputs: kernel.outputs.map(find),
    })),
    held,
    slots: all.length,
    results: results.map(find),
  };
}
