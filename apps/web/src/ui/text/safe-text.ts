/** A stretch of text as it is, or one character that would not show or would mislead, spelled out. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mark'; readonly text: string; readonly name: string };

/**
 * Controls other than tab and line end, marks that turn or hide text, invisible fillers, lone surrogates, private use.
 * Agents' output is hostile until proven otherwise: what the eye cannot see must not be able to deceive it.
 */
const HIDDEN = new RegExp(
  [
    '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]',
    // Fillers that are letters to Unicode and nothing to the eye.
    '[\\u115f\\u1160\\u3164\\uffa0\\u2800]',
  ].join('|'),
  'gu',
);
const KEPT = new Set(['\n', '\t', '\u200d', '\ufe0f']);

const NAMES: Readonly<Record<string, string>> = {
  '\0': 'NUL',
  '\u0007': 'BEL',
  '\b': 'BS',
  '\r': 'CR',
  '\u001b': 'ESC',
  '\u007f': 'DEL',
  '\u00ad': 'SHY',
  '\u061c': 'ALM',
  '\u200b': 'ZWSP',
  '\u200c': 'ZWNJ',
  '\u200d': 'ZWJ',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u2028': 'LS',
  '\u2029': 'PS',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2060': 'WJ',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\ufeff': 'BOM',
};

const codePoint = (char: string): string => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Splits text into what may be shown as it is and what must be spelled out. Joined again it is the same text. */
export const textParts = (text: string): TextPart[] => {
  const parts: TextPart[] = [];
  let from = 0;
  // A carriage return before a line end is only how some systems end lines.
  for (const match of text.matchAll(HIDDEN)) {
    const char = match[0];
    if (isHarmless(text, char, match.index)) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'mark', text: char, name: NAMES[char] ?? codePoint(char) });
    from = match.index + char.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
};

const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u;

/** Joiners and variation marks are at home inside emoji, and nowhere else. */
const isHarmless = (text: string, char: string, index: number): boolean => {
  if (char === '\n' || char === '\t') return true;
  if (char === '\r') return text[index + 1] === '\n';
  if (!KEPT.has(char)) return false;
  return PICTURE.test(String.fromCodePoint(text.codePointAt(Math.max(0, index - 2)) ?? 0)) || PICTURE.test(text[index - 1] ?? '');
};
