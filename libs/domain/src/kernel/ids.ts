import { sha256Hex } from './sha256';

/**
 * The `index`-th id that belongs to a command: a UUIDv7 with the command's own time and bits from its hash.
 * The same command always yields the same ids, so repeating it after an unknown outcome is harmless.
 * A caller that has a faster SHA-256 may bring it.
 */
export const deriveId = (
  commandId: string,
  purpose: string,
  index: number,
  hashOf: (text: string) => string = sha256Hex,
): string => {
  const hash = hashOf(`${commandId}/${purpose}/${index}`);
  const variant = '89ab'[Number.parseInt(hash[3] as string, 16) & 3];
  return `${commandId.slice(0, 13)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(8, 20)}`;
};
