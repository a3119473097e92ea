/** The data set that a report is built from, of those that its report.yaml offers: `data` in expressions. */
export interface Dataset {
  name: string;
  /** As a sentence names it: `simulated recordings`. */
  title: string;
  /** Whether a program made it up. */
  simulated: boolean;
  /** Whether it is the first, which the report is about where nobody asks for another. */
  isDefault: boolean;
}

/** The folder, below that of the default data set, where things of another one lie; null where there is none. */
export function folderOfDataset(dataset: Dataset | null): string | null {
  return dataset === null || dataset.isDefault ? null : dataset.name;
}
