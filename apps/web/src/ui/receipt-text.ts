export const recordedAs = (position: number): string => `Recorded as event ${position.toLocaleString('en-US')}`;

/** How many events what was read last lies behind a position; unknown counts as none, for it is not to be said. */
export const eventsBehind = (position: number, readAt: number | null): number =>
  readAt === null ? 0 : Math.max(0, position - readAt);

/** While a command is recorded and the screen does not show it yet. After a while it says why. */
export const applyingText = (position: number | null, isLate: boolean, behind: number): string => {
  const recorded = position === null ? 'Recorded' : recordedAs(position);
  if (!isLate) return `${recorded}. Applying`;
  const by = behind === 0 ? '' : ` (${behind.toLocaleString('en-US')} ${behind === 1 ? 'event' : 'events'} behind)`;
  return `${recorded}; the screen is catching up${by}`;
};
