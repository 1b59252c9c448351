let context: AudioContext | undefined;

/** Browsers let a page sound only once somebody has pressed something on it: to be called then. */
export const unlockSound = async (): Promise<void> => {
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume();
};

const NOTE_S = 0.16;
const LOUDNESS = 0.18;
/** Two notes up; for what cannot be undone three, and lower. */
const NOTES = { write: [659, 880], irreversible: [440, 440, 587] } as const;

/** Silent until the sound is unlocked: a tone that waits for that would come when nobody expects it any more. */
export const playTone = (kind: keyof typeof NOTES): void => {
  if (context?.state !== 'running') return;
  const volume = context.createGain();
  volume.connect(context.destination);
  for (const [index, frequency] of NOTES[kind].entries()) {
    const begins = context.currentTime + index * NOTE_S;
    const note = context.createOscillator();
    note.frequency.value = frequency;
    // Rises and falls softly: a note that is cut off clicks.
    volume.gain.setValueAtTime(0.0001, begins);
    volume.gain.exponentialRampToValueAtTime(LOUDNESS, begins + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, begins + NOTE_S - 0.01);
    note.connect(volume);
    note.start(begins);
    note.stop(begins + NOTE_S);
  }
};
