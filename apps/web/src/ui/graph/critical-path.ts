interface Timed {
  readonly key: string;
  readonly dependsOn: readonly string[];
  /** ISO-8601; `null`: not (yet). */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** The chain of steps that made the run last as long as it did: from the one that ended last, each time the dependency that ended last. */
export const criticalPath = (steps: readonly Timed[]): readonly string[] => {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const begun = steps.filter(({ startedAt }) => startedAt !== null);
  const path: string[] = [];
  let at = latest(begun);
  while (at && !path.includes(at.key)) {
    path.unshift(at.key);
    at = latest(at.dependsOn.flatMap((key) => byKey.get(key) ?? []));
  }
  return path;
};

/** One that still runs ends later than any that has ended. */
const latest = (steps: readonly Timed[]): Timed | undefined =>
  steps.reduce<Timed | undefined>((last, step) => (last === undefined || endOf(step) > endOf(last) ? step : last), undefined);

const endOf = ({ startedAt, endedAt }: Timed): string => (startedAt === null ? '' : (endedAt ?? '9999'));
