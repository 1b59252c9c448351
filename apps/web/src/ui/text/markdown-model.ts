import { Lexer, type Token, type Tokens } from 'marked';
import { MARKDOWN_CHARS_MAX } from './looks-like-markdown';

/** Markdown as plain data; HTML in it is text like any other, so nothing of it can ever become an element. */
export type MarkdownNode =
  | { readonly kind: 'text' | 'codespan'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string; readonly language: string }
  | { readonly kind: 'image'; readonly text: string; readonly href: string }
  | { readonly kind: 'rule' | 'break' }
  | { readonly kind: 'heading'; readonly depth: number; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'item'; readonly checked: boolean | null; readonly children: readonly MarkdownNode[] }
  | {
      readonly kind: 'paragraph' | 'quote' | 'strong' | 'em' | 'del' | 'row' | 'cell';
      readonly children: readonly MarkdownNode[];
    }
  | { readonly kind: 'table'; readonly head: readonly MarkdownNode[]; readonly children: readonly MarkdownNode[] };

const NODES_MAX = 20_000;
const DEPTH_MAX = 40;

/** Throws RangeError for a text that is too long, or becomes too many parts or too deep. */
export const markdownOf = (text: string): readonly MarkdownNode[] => {
  if (text.length > MARKDOWN_CHARS_MAX) throw new RangeError('too long to be formatted');
  const reader = new Reader();
  return reader.read(new Lexer({ gfm: true }).lex(text), 0);
};

class Reader {
  #nodes = 0;

  read(tokens: readonly Token[], depth: number): MarkdownNode[] {
    if (depth > DEPTH_MAX) throw new RangeError('too deep to be formatted');
    const nodes: MarkdownNode[] = [];
    for (const token of tokens) {
      this.#nodes += 1;
      if (this.#nodes > NODES_MAX) throw new RangeError('too many parts to be formatted');
      const node = this.#node(token, depth + 1);
      if (node) nodes.push(node);
    }
    return nodes;
  }

  #node(token: Token, depth: number): MarkdownNode | null {
    const inner: readonly Token[] = ('tokens' in token ? token.tokens : undefined) ?? [];
    const children = () => this.read(inner, depth);
    switch (token.type) {
      case 'space':
      case 'def':
      case 'checkbox':
        return null;
      case 'hr':
        return { kind: 'rule' };
      case 'br':
        return { kind: 'break' };
      case 'heading':
        return { kind: 'heading', depth: (token as Tokens.Heading).depth, children: children() };
      case 'paragraph':
        return { kind: 'paragraph', children: children() };
      case 'blockquote':
        return { kind: 'quote', children: children() };
      case 'strong':
      case 'em':
      case 'del':
        return { kind: token.type, children: children() };
      case 'code':
        return { kind: 'code', text: (token as Tokens.Code).text, language: (token as Tokens.Code).lang ?? '' };
      case 'codespan':
        return { kind: 'codespan', text: (token as Tokens.Codespan).text };
      case 'link':
        return { kind: 'link', href: (token as Tokens.Link).href, children: children() };
      case 'image':
        return { kind: 'image', text: (token as Tokens.Image).text, href: (token as Tokens.Image).href };
      case 'list':
        return this.#list(token as Tokens.List, depth);
      case 'table':
        return this.#table(token as Tokens.Table, depth);
      case 'text':
        return token.tokens
          ? { kind: 'paragraph', children: children() }
          : { kind: 'text', text: plain((token as Tokens.Text).text) };
      default:
        // Escapes say what they mean; HTML and whatever a later version adds is shown as it was written.
        return { kind: 'text', text: token.type === 'escape' ? (token as Tokens.Escape).text : token.raw };
    }
  }

  #list({ ordered, start, items }: Tokens.List, depth: number): MarkdownNode {
    const children = items.map(
      (item): MarkdownNode => ({
        kind: 'item',
        checked: item.task ? item.checked === true : null,
        children: this.read(item.tokens, depth + 1),
      }),
    );
    return { kind: 'list', start: ordered ? Number(start) || 1 : null, children };
  }

  #table({ header, rows }: Tokens.Table, depth: number): MarkdownNode {
    const cells = (row: readonly Tokens.TableCell[]) =>
      row.map((cell): MarkdownNode => ({ kind: 'cell', children: this.read(cell.tokens, depth + 2) }));
    return { kind: 'table', head: cells(header), children: rows.map((row) => ({ kind: 'row', children: cells(row) })) };
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};
const plain = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity);
