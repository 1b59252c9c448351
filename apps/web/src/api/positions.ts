let commanded: number | null = null;
let lastRead: number | null = null;

/** After an own command, reads ask for at least its position: one always sees what one did. */
export const noteCommand = (position: number | null): void => {
  if (position !== null && (commanded === null || position > commanded)) commanded = position;
};

export const requiredPosition = (): number | null => commanded;

export const noteRead = (position: number | null): void => {
  if (position === null) return;
  lastRead = position;
  // Once a read shows it, later ones need not ask again.
  if (commanded !== null && position >= commanded) commanded = null;
};

/** The position that the latest read reflected. */
export const readPosition = (): number | null => lastRead;
