import type { Parent, PhrasingContent } from 'mdast';
import type { CompileContext, Extension, Handle, Token } from 'mdast-util-from-markdown';

import type { Piece } from '../source-text.ts';

/**
 * What an author wrote in one of this room's own constructs, by parts, not yet understood. `value` is the source, so
 * that alternative texts and headings that ask for plain text lose nothing.
 */
export interface AuthoredNode extends Parent {
  type: 'authored';
  value: string;
  /** The label of a directive whose label is Markdown. */
  children: PhrasingContent[];
  construct: 'directive' | 'citation' | 'citations' | 'math' | 'equation';
  parts: AuthoredPart[];
}

export interface AuthoredPart extends Piece {
  type: 'name' | 'label' | 'attributes' | 'tex' | 'closing' | 'tail';
}

declare module 'mdast' {
  interface PhrasingContentMap {
    authored: AuthoredNode;
  }
  interface RootContentMap {
    authored: AuthoredNode;
  }
}

/** Makes {@link AuthoredNode}s of this room's tokens. */
export const authoredFromMarkdown: Extension = {
  canContainEols: ['authored'],
  enter: {
    authoredDirective: enter('directive'),
    authoredCitation: enter('citation'),
    authoredCitations: enter('citations'),
    authoredMath: enter('math'),
    authoredEquation: enter('equation'),
  },
  exit: {
    authoredDirective: exit,
    authoredCitation: exit,
    authoredCitations: exit,
    authoredMath: exit,
    authoredEquation: exit,
    authoredName: keep('name'),
    authoredLabel: keep('label'),
    authoredPhrase: keep('label'),
    authoredAttributes: keep('attributes'),
    authoredTex: keep('tex'),
    authoredClosing: keep('closing'),
    authoredTail: keep('tail'),
  },
};

function enter(construct: AuthoredNode['construct']): Handle {
  return function (this: CompileContext, token: Token): undefined {
    this.enter(
      { type: 'authored', construct, value: this.sliceSerialize(token), children: [], parts: [] },
      token,
    );
  };
}

function exit(this: CompileContext, token: Token): undefined {
  this.exit(token);
}

function keep(type: AuthoredPart['type']): Handle {
  return function (this: CompileContext, token: Token): undefined {
    const node = this.stack.at(-1);
    if (node?.type !== 'authored') return;
    node.parts.push({ type, text: this.sliceSerialize(token), offset: token.start.offset });
  };
}
