/** Folders that hold what is made, not what is written. */
const madeFolders = new Set(['node_modules', 'dist']);

/** Whether a name is of a hidden file or folder, of an editor's swap or backup file, or of a folder of made things. */
export function isPassing(name: string): boolean {
  return madeFolders.has(name) || /^[.#]|~$|^4913$|\.(sw[a-z]|tmp|partial|bak)$/.test(name);
}
