import { readFileSync } from 'node:fs';

import { type HTMLElement, Window } from 'happy-dom';

/** A page of the generator's, opened in a browser of a kind: it lays nothing out, and runs the page's own script. */
export interface OpenPage {
  window: Window;
  /** What the script threw, so far. */
  faults: readonly string[];
  /** What a selector finds; throws where it finds nothing. */
  find: (selector: string) => HTMLElement;
  /** Presses a key where the focus is. */
  press: (key: string) => void;
  /** Moves the pointer onto an element, and waits until what was to follow has. */
  pointAt: (element: HTMLElement) => Promise<void>;
  close: () => Promise<void>;
}

/** Opens a page that was written, and runs its script. */
export function openPage(file: string): OpenPage {
  const settings = { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true };
  const window = new Window({ settings });
  const { document } = window;
  const faults: string[] = [];
  window.addEventListener('error', (event) => {
    // The event itself would be printed with the whole window.
    faults.push(event instanceof window.ErrorEvent ? event.message : event.type);
  });
  document.write(readFileSync(file, 'utf8'));
  const find = (selector: string): HTMLElement => {
    const found = document.querySelector(selector);
    if (!(found instanceof window.HTMLElement)) throw new Error(`nothing on the page is ${selector}`);
    return found;
  };
  return {
    window,
    faults,
    find,
    press: (key) => {
      document.activeElement.dispatchEvent(
        new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
    },
    pointAt: async (element) => {
      element.dispatchEvent(new window.PointerEvent('pointerover', { pointerType: 'mouse', bubbles: true }));
      await window.happyDOM.waitUntilComplete();
    },
    close: () => window.happyDOM.close(),
  };
}
