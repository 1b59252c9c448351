import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { pendingApprovalsQuery } from '../../api/approvals';
import { usePreferences } from '../../ui/preferences';
import type { Waiting } from './notices';
import { Speaker } from './speaker';
import { unlockSound } from './tone';

/** Tells of requests to whoever looks elsewhere, as they chose; and at once to those who hear the page, of what cannot be undone. */
export const ApprovalNotices = () => {
  const pending = useQuery(pendingApprovalsQuery);
  const { notify, mutedRuns } = usePreferences();
  const muted = useMemo(() => new Set(mutedRuns), [mutedRuns]);
  const waiting = pending.data?.items;
  useSpeaker(waiting, notify, muted);
  useUnlockedSound(notify.sound);
  return <GraveNews waiting={waiting} muted={muted} />;
};

/** After a reload the sound is locked again, until anything is pressed. */
const useUnlockedSound = (isOn: boolean): void =>
  useEffect(() => {
    if (!isOn) return;
    const stop = new AbortController();
    const unlock = () => {
      stop.abort();
      void unlockSound();
    };
    for (const press of ['pointerdown', 'keydown']) window.addEventListener(press, unlock, { signal: stop.signal });
    return () => stop.abort();
  }, [isOn]);

type Choice = ReturnType<typeof usePreferences>['notify'];

const useSpeaker = (waiting: readonly Waiting[] | undefined, choice: Choice, muted: ReadonlySet<string>): void => {
  const navigate = useNavigate();
  const speaker = useRef<Speaker | null>(null);
  const latest = useRef({ waiting: waiting ?? [], choice, muted });
  latest.current = { waiting: waiting ?? [], choice, muted };
  const isOn = (choice.banner || choice.sound) && waiting !== undefined;
  useEffect(() => {
    if (!isOn) return;
    const stop = new AbortController();
    const open = (id: string | null) => void navigate({ to: '/approvals', search: id === null ? {} : { id } });
    speaker.current = new Speaker(latest.current, open);
    speaker.current.lead(stop.signal);
    return () => {
      speaker.current = null;
      stop.abort();
    };
  }, [isOn, navigate]);
  useEffect(() => {
    if (waiting !== undefined) speaker.current?.update({ waiting, choice, muted });
  }, [waiting, choice, muted]);
};

interface NewsProps {
  readonly waiting: readonly Waiting[] | undefined;
  readonly muted: ReadonlySet<string>;
}

/** Interrupts a screen reader, so it is only for what this person may decide and nobody can undo. */
const GraveNews = ({ waiting, muted }: NewsProps) => {
  const heard = useRef<Set<string> | null>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    if (waiting === undefined) return;
    const before = heard.current;
    heard.current = new Set(waiting.map(({ id }) => id));
    const news = waiting.filter(
      ({ id, risk, mayDecide, runId }) => risk === 'irreversible' && mayDecide && !muted.has(runId) && before?.has(id) === false,
    );
    const [first] = news;
    if (first === undefined) return;
    const step = `${first.stepName ?? first.stepKey} of ${first.workflow.name}`;
    setWords(news.length === 1 ? `Irreversible step waits for you: ${step}` : `${news.length} irreversible steps wait for you`);
  }, [waiting, muted]);
  return (
    <div className="sr-only" aria-live="assertive">
      {words}
    </div>
  );
};
