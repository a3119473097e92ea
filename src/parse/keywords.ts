/** Words that the syntax of expressions keeps to itself, so that they cannot stand for a value. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...['break', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'enum'],
  ...['export', 'extends', 'finally', 'for', 'function', 'import', 'in', 'instanceof', 'new', 'return'],
  ...['super', 'switch', 'this', 'throw', 'try', 'typeof', 'var', 'void', 'while', 'with'],
]);
