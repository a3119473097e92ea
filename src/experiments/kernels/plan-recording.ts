/** A kernel that was executed, with the numbers that the engine has for tensors. */
export interface Executed {
  name: string;
  attributes: unknown;
  inputs: readonly number[];
  outputs: readonly number[];
}

/** A kernel of a recording: tensors lie in slots. */
export interface RecordedKernel extends Executed {
  /** Slots of tensors that no later kernel reads and that are no results. */
  spent: readonly number[];
}

/** How to repeat what was executed. */
export interface RecordingPlan {
  kernels: RecordedKernel[];
  /** Slots of tensors that were there before and stay, with the tensors. */
  held: [slot: number, tensor: number][];
  /** How many there are; the inputs lie in the first ones. */
  slots: number;
  /** Slots of the results. */
  results: number[];
}

/**
 * Plans how to repeat what a step executed between its inputs and its results: what else it used is held, and what it
 * computed is given back after its last use. Throws where a result was not computed by the step.
 */
export function planRecording(
  inputs: readonly number[],
  executed: readonly Executed[],
  results: readonly number[],
): RecordingPlan {
  const slots = new Map(inputs.map((tensor, slot) => [tensor, slot]));
  const held: RecordingPlan['held'] = [];
  const place = (tensor: number): number => {
    const slot = slots.size;
    slots.set(tensor, slot);
    return slot;
  };
  const find = (tensor: number): number => {
    const known = slots.get(tensor);
    if (known !== undefined) return known;
    const slot = place(tensor);
    held.push([slot, tensor]);
    return slot;
  };
  const kernels = executed.map((kernel) => {
    return { ...kernel, inputs: kernel.inputs.map(find), outputs: kernel.outputs.map(place) };
  });
  const computed = new Set(kernels.flatMap(({ outputs }) => outputs));
  const wanted = results.map((tensor) => slots.get(tensor) ?? -1);
  if (new Set(wanted).size < wanted.length || wanted.some((slot) => !computed.has(slot)))
    throw new RangeError('the results of a recorded step are tensors that it computes, each named once');
  return { kernels: giveBack(kernels, computed, wanted), held, slots: slots.size, results: wanted };
}

/** Notes at each kernel what is not needed after it. */
function giveBack(
  kernels: readonly Executed[],
  computed: ReadonlySet<number>,
  results: readonly number[],
): RecordedKernel[] {
  const last = new Map<number, number>();
  kernels.forEach(({ inputs, outputs }, index) => {
    for (const slot of [...inputs, ...outputs]) if (computed.has(slot)) last.set(slot, index);
  });
  for (const slot of results) last.delete(slot);
  const spent = kernels.map((): number[] => []);
  for (const [slot, index] of last) spent[index]?.push(slot);
  return kernels.map((kernel, index) => ({ ...kernel, spent: spent[index] ?? [] }));
}
