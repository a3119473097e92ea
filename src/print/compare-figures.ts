import type {
  DocumentPrint,
  PrintAspect,
  PrintChange,
  PrintedFigure,
  PrintedNumber,
  PrintedPicture,
} from '../base/document-print.ts';
import * as messages from '../base/messages/print.ts';
import { compareData } from './compare-data.ts';
import { pairBy } from './pair.ts';

/** A figure with what its data are bound to. */
interface Bound {
  figure: PrintedFigure;
  bindings: readonly PrintedNumber[];
}

type Aspect = PrintChange['aspects'][number];

/** Differences of figures: what they are drawn from, and how. */
export function compareFigures(locked: DocumentPrint, now: DocumentPrint): PrintChange[] {
  const { pairs, gone, added } = pairBy<Bound>(bind(locked), bind(now), [
    ({ figure }) => figure.id,
    ({ figure }) => JSON.stringify([nameOf(figure.picture), figure.caption]),
    ({ figure }) => (figure.caption === '' ? null : figure.caption),
    ({ figure }) => nameOf(figure.picture),
  ]);
  return [
    ...pairs.flatMap(([was, is]) => compareFigure(was, is)),
    ...gone.map(({ figure }) => tell('gone', figure)),
    ...added.map(({ figure }) => tell('new', figure)),
  ];
}

function bind({ figures, numbers }: DocumentPrint): Bound[] {
  const bound = numbers.filter(({ where }) => where === 'figure');
  return figures.map((figure) => {
    const { file, line, column } = figure.place;
    const bindings = bound.filter(
      ({ place }) => place.file === file && place.line === line && place.column === column,
    );
    return { figure, bindings };
  });
}

function nameOf(picture: PrintedPicture): string {
  return picture.type === 'chart' ? picture.spec : picture.name;
}

function compareFigure(was: Bound, is: Bound): PrintChange[] {
  const aspects = [
    ...compareBindings(was.bindings, is.bindings),
    ...comparePictures(was.figure.picture, is.figure.picture),
  ];
  return aspects.length === 0 ? [] : [{ ...describe(is), type: 'changed', aspects }];
}

function compareBindings(was: readonly PrintedNumber[], is: readonly PrintedNumber[]): Aspect[] {
  const of = (bindings: readonly PrintedNumber[], give: (binding: PrintedNumber) => string): string =>
    bindings.map(give).join('; ');
  const expressions = aspect(
    'expression',
    of(was, (each) => each.expression),
    of(is, (each) => each.expression),
  );
  if (expressions.length > 0) return expressions;
  return aspect(
    'results',
    of(was, (each) => each.results.join(', ')),
    of(is, (each) => each.results.join(', ')),
  );
}

function comparePictures(was: PrintedPicture, is: PrintedPicture): Aspect[] {
  if (was.type === 'chart' && is.type === 'chart') {
    const spec = was.sha256 === is.sha256 ? [] : [tellSpec(was.spec, is.spec)];
    return [...spec, ...compareData(was.data, is.data)];
  }
  if (was.type === 'bitmap' && is.type === 'bitmap') {
    if (was.sha256 === is.sha256) return [];
    return [{ aspect: 'picture', locked: messages.pictureOf(was), now: messages.pictureOf(is) }];
  }
  return [{ aspect: 'picture', locked: nameOf(was), now: nameOf(is) }];
}

function tellSpec(was: string, is: string): Aspect {
  return was === is
    ? { aspect: 'spec', locked: was, now: messages.specIsAnother() }
    : { aspect: 'spec', locked: was, now: is };
}

function aspect(name: PrintAspect, locked: string, now: string): Aspect[] {
  return locked === now ? [] : [{ aspect: name, locked, now }];
}

function tell(type: 'new' | 'gone', figure: PrintedFigure): PrintChange {
  return { ...describe({ figure, bindings: [] }), type, aspects: [] };
}

function describe({ figure, bindings }: Bound): Omit<PrintChange, 'type' | 'aspects'> {
  const { place, caption, id } = figure;
  const results = [...new Set(bindings.flatMap((binding) => binding.results))];
  return { of: 'figure', place, sentence: caption, cell: null, id, expression: null, results };
}
