// Of no use before the first page is there, and needed also when the connection is gone: one part, loaded at once after it.
export { KeysSheet } from './keys-sheet';
export { Palette } from './palette';
