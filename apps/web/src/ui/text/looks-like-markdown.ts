/** More than this is no text to read, and would only cost the reader's machine. */
export const MARKDOWN_CHARS_MAX = 200_000;

const SIGNS = /^#{1,6} |^ {0,3}[-*+] \S|^ {0,3}\d+[.)] \S|^```|\*\*\S|^> |\]\(|^\|.+\|$/m;

/** Whether a text has marks that formatting would turn into something. */
export const looksLikeMarkdown = (text: string): boolean => text.length <= MARKDOWN_CHARS_MAX && SIGNS.test(text);
