/*
 * Weights and operations of the models of windows, counted from their configuration by the textbook's formulas: what the
 * layers that are trained count of themselves is held against it.
 */

/** A model's configuration, as the report writes it. */
export interface WindowModel {
  family: string;
  units: readonly number[];
  /** Of the convolutions; 0 without. */
  maps: number;
  kernel: number;
  pool: number;
}

/** Rows and channels of a window, and the classes told apart. */
export interface WindowSize {
  length: number;
  channels: number;
  classes: number;
}

/** Weights that are trained, and operations for one window, a multiply-add being two. */
export interface WindowCosts {
  parameters: number;
  flops: number;
}

/** What goes from layer to layer: so many steps of so many values. */
interface Flow {
  steps: number;
  values: number;
}

/** Counts a model of one of the families mlp, lstm, cnn and cnn_lstm. */
export function countWindowCosts(model: WindowModel, { length, channels, classes }: WindowSize): WindowCosts {
  const convolutional = model.family.startsWith('cnn');
  const { flow, costs } = convolutional
    ? countConvolutions(model, { length, channels })
    : { flow: { steps: length, values: channels }, costs: [] };
  const hidden = model.family.endsWith('lstm')
    ? countRecurrent(model.units, flow)
    : countDense([...model.units], flow.steps * flow.values);
  const last = model.units.at(-1) ?? flow.steps * flow.values;
  return total([...costs, ...hidden, ...countDense([classes], last)]);
}

/** Two convolutions along time, the channels side by side, each with a maximum over `pool` rows. */
function countConvolutions(
  { maps, kernel, pool }: WindowModel,
  { length, channels }: { length: number; channels: number },
): { flow: Flow; costs: WindowCosts[] } {
  const costs: WindowCosts[] = [];
  let [rows, depth] = [length, 1];
  for (let layer = 0; layer < 2; layer += 1) {
    const weights = kernel * depth * maps;
    costs.push({ parameters: weights + maps, flops: 2 * rows * channels * weights });
    [rows, depth] = [Math.floor(rows / pool), maps];
  }
  return { flow: { steps: rows, values: channels * depth }, costs };
}

/** An LSTM has four gates, each a dense layer of the input and of its own output, in every step. */
function countRecurrent(units: readonly number[], { steps, values }: Flow): WindowCosts[] {
  return units.map((width, layer) => {
    const inputs = layer === 0 ? values : (units[layer - 1] ?? 0);
    const weights = 4 * width * (inputs + width);
    return { parameters: weights + 4 * width, flops: 2 * steps * weights };
  });
}

function countDense(units: readonly number[], inputs: number): WindowCosts[] {
  return units.map((width, layer) => {
    const weights = width * (layer === 0 ? inputs : (units[layer - 1] ?? 0));
    return { parameters: weights + width, flops: 2 * weights };
  });
}

function total(costs: readonly WindowCosts[]): WindowCosts {
  const sum = (name: keyof WindowCosts): number => costs.reduce((all, each) => all + each[name], 0);
  return { parameters: sum('parameters'), flops: sum('flops') };
}
