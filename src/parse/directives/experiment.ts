import { posix } from 'node:path';

import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Experiment } from '../../base/experiment.ts';
import * as say from '../../base/messages/parse.ts';
import { trainingExperiment } from '../../base/training-job.ts';
import type { ExperimentNode } from '../../base/tree.ts';
import { refuseUnknownAttributes } from '../attributes.ts';
import { decideExperiment } from '../condition.ts';
import { parseExpression } from '../expression.ts';
import { checkName } from '../names.ts';
import { normalPath } from '../paths.ts';
import { type NamedPlace, readAside, type Reading } from '../reading.ts';
import { placeOfNode, requireAttribute, type Directive } from './directive.ts';
import { readExperimentFields } from './experiment-yaml.ts';

const EXAMPLE = ':::experiment{#mlp task=classify-windows}';

/**
 * `:::experiment{#mlp task=classify-windows}` with parameters and cases in YAML, in a block or in a file: `from=mlp.yaml`.
 * Null, and no name, where its condition `if=` says that the data set does without it.
 */
export function readExperiment(directive: Directive, outer: Reading): ExperimentNode | null {
  const stands = doesStand(directive, outer);
  const reading = stands ? outer : readAside(outer);
  const { attributes, place } = directive;
  const { diagnostics } = reading;
  refuseUnknownAttributes('experiment', attributes, { known: ['id', 'task', 'from', 'if'], diagnostics });
  const id = requireAttribute(directive, { name: 'id', example: EXAMPLE }, reading);
  const task = requireAttribute(directive, { name: 'task', example: EXAMPLE }, reading);
  refuseContent(directive, reading);
  if (id !== null) {
    const named = { name: id.value.text, place: id.place };
    checkExperimentName(named, diagnostics);
    reading.experiments.push(named);
  }
  const fields = readExperimentFields(directive.yaml, place, reading);
  const experiment: Experiment = {
    name: id?.value.text ?? '',
    place,
    task: task?.value.text ?? '',
    taskPlace: task?.value.placeAt(0) ?? place,
    ...fields,
  };
  readFrom(directive, experiment, reading);
  return !stands || id === null || task === null ? null : { type: 'experiment', experiment };
}

function checkExperimentName(named: NamedPlace, diagnostics: Diagnostic[]): void {
  checkName('an experiment', named, diagnostics);
  if (named.name !== trainingExperiment) return;
  const message = say.nameIsOfTraining(named.name);
  diagnostics.push({ rule: 'name-is-valid', message, place: named.place });
}

/** Whether the data set wants the experiment; one without a condition stands under all. */
function doesStand({ attributes }: Directive, reading: Reading): boolean {
  const condition = attributes.get('if');
  if (condition === undefined) return true;
  const expression = parseExpression(condition.value, reading.diagnostics);
  return expression !== null && decideExperiment(expression, reading);
}

/** Wants the file of `from=` read, relative to the source as a link is; what it says is filled in then. */
function readFrom(directive: Directive, experiment: Experiment, reading: Reading): void {
  const from = directive.attributes.get('from');
  if (from === undefined) return;
  if (directive.yaml !== null) {
    const message = say.experimentStandsTwice(from.value.text);
    reading.diagnostics.push({ rule: 'directive-is-whole', message, place: from.place });
    return;
  }
  const path = normalPath(posix.dirname(reading.source.file), from.value.text);
  const use = (source: Reading['source']): void => {
    Object.assign(experiment, readExperimentFields(source, directive.place, reading));
  };
  reading.experimentFiles.push({ path, place: from.place, use });
}

function refuseContent(directive: Directive, reading: Reading): void {
  for (const node of directive.content) {
    const message = say.contentIsNotTaken('experiment', 'one YAML block');
    reading.diagnostics.push({ rule: 'directive-is-whole', message, place: placeOfNode(node, reading) });
  }
}
