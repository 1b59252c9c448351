/** How many events what was read last lies behind a position; unknown counts as none, for it is not to be said. */
export const eventsBehind = (position: number, readAt: number | null): number =>
  readAt === null ? 0 : Math.max(0, position - readAt);

/** While a command is recorded and the screen does not show it yet. After a while it says why. */
export const applyingText = (position: number | null, isLate: boolean, behind: number): string => {
  if (!isLate) return position === null ? 'Recorded. Applying' : `Recorded at position ${position}. Applying`;
  const recorded = position === null ? 'Recorded' : `Recorded as event ${position.toLocaleString('en-US')}`;
  const by = behind === 0 ? '' : ` (${behind.toLocaleString('en-US')} ${behind === 1 ? 'event' : 'events'} behind)`;
  return `${recorded}; the screen is catching up${by}`;
};
