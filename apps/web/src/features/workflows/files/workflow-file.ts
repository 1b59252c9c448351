/** A workflow is read into the editor up to this many characters; the server takes no more anyhow. */
const FILE_CHARS_MAX = 1_000_000;

/** A text as the document takes it: Unix line ends, and without the mark that some editors put in front. */
export const plainText = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');

/** The text of a file, or in words why it is not taken. */
export const readWorkflowFile = async (file: File): Promise<{ readonly text: string } | { readonly flaw: string }> => {
  if (file.size > FILE_CHARS_MAX * 4) return { flaw: `${file.name} is too large for a workflow.` };
  const text = plainText(await file.text());
  if (text.length > FILE_CHARS_MAX) return { flaw: `${file.name} is too large for a workflow.` };
  if (text.includes('\0')) return { flaw: `${file.name} is not a text.` };
  return { text };
};
