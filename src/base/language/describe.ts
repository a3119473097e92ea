import { typeOfScalar, type ScalarType, type Value } from './value.ts';

const scalarWords: { readonly [type in ScalarType]: string } = {
  number: 'a number',
  text: 'a text',
  truth: 'true or false',
  null: 'null',
  any: 'a value',
};

/** What a value is, for messages: `a number`, `a matrix`, `an image`. */
export function describe(value: Value): string {
  if (value.type === 'scalar') return scalarWords[typeOfScalar(value.value)];
  if (value.type === 'file') return value.spec.kind === 'image' ? 'an image' : 'a file';
  if (value.type === 'list') return value.spec === null ? 'a list' : `a ${value.spec.kind}`;
  return value.cases !== null && value.runs === null ? 'an experiment with cases' : 'a group of values';
}
