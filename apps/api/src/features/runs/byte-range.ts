/** The first and the last byte of a range, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/** One range of a content of so many bytes; `null` for none, or for what is not one range (then all is sent); `outside` for 416. */
export const byteRange = (header: string | undefined, bytes: number): ByteRange | null | 'outside' => {
  const [, from, to] = ONE_RANGE.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  const range =
    from === ''
      ? { first: Math.max(0, bytes - Number(to)), last: bytes - 1 }
      : { first: Number(from), last: to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1) };
  return range.first > range.last || range.first >= bytes ? 'outside' : range;
};
