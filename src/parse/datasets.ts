import { stopOnDiagnostics, type Diagnostic } from '../base/diagnostic.ts';
import type { Dataset } from '../base/dataset.ts';
import * as say from '../base/messages/parse.ts';
import { nearestName } from '../base/nearest.ts';
import { UsageError } from '../base/usage-error.ts';
import type { YamlData } from './yaml-block.ts';

/** What report.yaml says of data sets. */
interface OfferedDatasets {
  datasets?: { readonly [name: string]: { title: string; simulated: boolean } } | null | undefined;
}

type Settings = Pick<YamlData<OfferedDatasets>, 'value' | 'placeOf' | 'placeOfName'>;

/** Folders are called after them. */
const NAME = /^[a-z][a-z0-9_-]*$/;

/**
 * The data set of report.yaml that is asked for, the first where none is (`asked` null); null where it offers none. Throws
 * a ReportError where one cannot be named so, a UsageError where there is no such one.
 */
export function chooseDataset(settings: Settings, asked: string | null): Dataset | null {
  const offered = settings.value.datasets ?? null;
  const names = Object.keys(offered ?? {});
  if (offered !== null) stopOnDiagnostics(checkOffered(names, settings));
  const name = asked ?? names[0];
  if (name === undefined) return null;
  const found = names.includes(name) ? offered?.[name] : undefined;
  if (found) return { name, ...found, isDefault: name === names[0] };
  throw new UsageError(say.unknownDataset(name, { nearest: nearestName(name, names), known: names }));
}

function checkOffered(names: readonly string[], { placeOf, placeOfName }: Settings): Diagnostic[] {
  if (names.length === 0)
    return [{ rule: 'field-is-valid', message: say.datasetsAreNone(), place: placeOf(['datasets']) }];
  return names
    .filter((name) => !NAME.test(name))
    .map((name) => {
      const place = placeOfName(['datasets', name]);
      return { rule: 'name-is-valid', message: say.datasetIsUnnamed(name), place };
    });
}
